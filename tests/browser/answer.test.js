/* An invitation is answered from a mail: on a small phone, without a log-in and without scripts. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { assertAccessible, assertFits } = require("./accessible");
const { invitation } = require("./site");
const { say } = require("./words");

test("an invitation's link asks one question, takes the answer, and the coordinator sees it",
    async (v) => {
        const desk = await v.open("coordinator"), link = await invitation(desk);
        const page = await v.open(null, { js: false, width: 320, height: 568 });
        await page.goto(link);
        await assertFits(page, 320);
        await v.picture("answer-320");
        assert.equal(await page.locator("main button").count(), 2);
        await page.focus("main button.main");
        await page.keyboard.press("Enter");
        await page.waitForURL(/done=answered/);
        assert.ok((await page.textContent("main dl")).includes(say["answer.accepted"]));
        await page.click(`button:text-is("${say["answer.cannot"]}")`);
        await page.waitForURL(/done=answered/);
        assert.ok((await page.textContent("main dl")).includes(say["answer.declined"]));
        await desk.goto("/");
        await desk.click("main a[href='/answers']");
        const row = desk.locator("tr", { hasText: say["answer.declined"] }).first();
        assert.ok((await row.textContent()).includes(say["answer.way.link"]));
        await assertAccessible(desk);
        await v.picture("answers-coordinator");
    });

test("the page behind an invitation's link can be used with a screen reader", async (v) => {
    const link = await invitation(await v.open("coordinator"));
    const page = await v.open(null, { width: 320, height: 568 });
    await page.goto(link);
    await assertAccessible(page);
});
