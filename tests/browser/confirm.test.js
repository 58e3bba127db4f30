/* A message is answered from the telephone it came to: one tap, no log-in, no scripts; and what cannot be
 * answered so is a task on the coordinator's page. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { assertAccessible, assertFits } = require("./accessible");
const { first, shortLink } = require("./site");
const { say } = require("./words");

test("the link in a text confirms with one tap on a small phone, and looking alone does not",
    async (v) => {
        const link = await shortLink(await v.open("coordinator"), 0);
        const page = await v.open(null, { js: false, width: 320, height: 568 });
        await page.goto(link);
        await page.goto(link);
        await assertFits(page, 320);
        await v.picture("c-320");
        assert.ok(!(await page.textContent("main")).includes(say["c.confirmed"]));
        await page.focus("main button.main");
        await page.keyboard.press("Enter");
        await page.waitForURL(/done=said/);
        assert.ok((await page.textContent("main dl")).includes(say["c.confirmed"]));
        assert.equal(await page.locator("button[value=confirm]").count(), 0);
    });

test("the page behind a text's link can be used with a screen reader, in Khmer too", async (v) => {
    const link = await shortLink(await v.open("coordinator"), 1);
    const page = await v.open(null, { width: 320, height: 568 });
    await page.goto(link);
    await assertAccessible(page);
    await page.click("button[lang=km]");
    await assertFits(page, 320);
    await assertAccessible(page);
});

test("a wrong number becomes a task that the coordinator closes with a reason", async (v) => {
    const desk = await v.open("coordinator"), link = await shortLink(desk, 2);
    const phone = await v.open(null, { js: false, width: 320, height: 568 });
    await phone.goto(link);
    await phone.click("button[value=wrong]");
    assert.ok((await phone.textContent("main")).includes(say["c.wrong_thanks"]));
    await desk.goto("/");
    const task = desk.locator("section[aria-labelledby=tasks] li",
        { hasText: say["task.contact.wrong"] }).first();
    await assertAccessible(desk);
    await v.picture("tasks");
    const kept = await desk.locator("section[aria-labelledby=tasks] li").count();
    await task.locator("input[name=note]").fill("Đã có số mới");
    await task.locator("button[value=closed]").click();
    await desk.waitForURL(/done=task/);
    assert.equal(await desk.locator("section[aria-labelledby=tasks] li").count(), kept - 1);
});

test("a message shows every step and its place in the chain, on a phone as well", async (v) => {
    const desk = await v.open("coordinator", { width: 360, height: 740 });
    await desk.goto(await first(desk, "/messages?state=sent", "td a[href^='/messages/']"));
    await assertFits(desk, 360);
    await assertAccessible(desk);
    assert.ok((await desk.textContent("main")).includes(say["message.step.written"]));
    await v.picture("message-360");
});
