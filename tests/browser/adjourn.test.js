/* The "Hoãn" button: a hearing is put off with the keyboard alone, in a few seconds. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { assertAccessible } = require("./accessible");
const { say } = require("./words");
const { typist } = require("./typist");

const DAY = 24 * 3600 * 1000;
const typed = (ms) => new Date(ms).toISOString().slice(0, 10).split("-").reverse().join("/");
let number = 0;

/* A hearing in ten days, made by the form; the page stands on it. */
async function hearing(page) {
    await page.goto("/hearings/new");
    await page.fill("#code", `${700 + ++number}/${Date.now() % 100000}/TLST-HS`);
    await page.fill("#date", typed(Date.now() + 10 * DAY));
    await page.fill("#time", `${10 + number}:15`);
    await page.click("button.main[formaction='/hearings/new']");
    await page.waitForURL(/\/hearings\/\d+\?done=hearing/);
}

test("a hearing is put off by keyboard alone, and its new date follows it", async (v) => {
    const page = await v.open("clerk"), { count, press, type } = await typist(page);
    await hearing(page);
    const code = (await page.textContent("h1")).trim().split(" ")[0];
    await page.focus("a[href$='/adjourn']");
    await count();
    await press("Enter");
    await page.waitForURL(/\/adjourn$/);
    assert.equal(await page.evaluate(() => document.activeElement.id), "state");
    await press("Tab");
    await type("Vắng mặt bị cáo");
    await press("Tab", 3); /* the day of the decision and the law stand there */
    await type(typed(Date.now() + 20 * DAY).slice(0, 5).replace("/", " "));
    await press("Enter");
    await page.waitForURL(/\/hearings\/\d+\?done=adjourn/);
    assert.ok(await count() < 45, "in fewer than 45 keys");
    const facts = await page.textContent(".facts");
    for (const word of [typed(Date.now() + 20 * DAY), "Vắng mặt bị cáo", "Điều 297"])
        assert.ok(facts.includes(word), `${word} is on the page`);
    assert.ok((await page.textContent("h1")).includes(say["hearing.adjourned"]));
    await page.click(".facts a[href^='/hearings/']");
    assert.ok((await page.textContent("h1")).startsWith(code), "the new date is of the same case");
});

test("a new date later than the law allows is asked about and nothing typed is lost", async (v) => {
    const page = await v.open("clerk", { width: 360, height: 640 });
    await hearing(page);
    await page.click("a[href$='/adjourn']");
    await page.fill("#reason", "Lý do “A” <1>");
    await page.fill("#date", typed(Date.now() + 60 * DAY));
    await page.click("main form[action$=adjourn] button.main");
    assert.equal(await page.inputValue("#reason"), "Lý do “A” <1>");
    assert.ok((await page.textContent(".error")).length > 20);
    await page.check("#sure");
    await page.click("main form[action$=adjourn] button.main");
    await page.waitForURL(/\/hearings\/\d+\?done=adjourn/);
});

for (const [path, name] of [["", "hearing"], ["/adjourn", "put-off"], ["/evidence", "evidence"]]) {
    for (const width of [360, 1280]) {
        test(`the ${name} page is accessible and fits at ${width}`, async (v) => {
            const page = await v.open("clerk", { width, height: 800 });
            await hearing(page);
            await page.goto(page.url().split("?")[0] + path);
            await assertAccessible(page);
            const wide = await page.evaluate((w) => [...document.querySelectorAll("main *")]
                .filter((e) => e.getBoundingClientRect().right > w).map((e) => e.outerHTML), width);
            assert.deepEqual(wide, []);
        });
    }
}
