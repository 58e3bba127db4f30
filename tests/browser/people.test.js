/* Leave, from the asking to the answer, and wishes: by keyboard alone. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { say } = require("./words");

const pad = (n) => String(n).padStart(2, "0");
/* A whole day two years from now that no other run has asked for. */
const year = new Date().getUTCFullYear() + 2, month = 1 + Date.now() % 12;
const day = `${year}-${pad(month)}-${pad(1 + Math.floor(Date.now() / 60000) % 28)}`;
const shown = day.split("-").reverse().join("/");

/* Tabs on until the focus is where it is wanted. */
async function tabTo(page, selector) {
    for (let i = 0; i < 90; i++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate((s) => document.activeElement.matches(s), selector)) return;
    }
    assert.fail(`the Tab key does not come to ${selector}`);
}

/* Date fields take their parts in an order of the browser's own: the value is set, then read. */
async function enterDate(page, selector, value) {
    await tabTo(page, selector);
    await page.fill(selector, value);
}

test("a provider asks for a day off with the keyboard alone", async (v) => {
    const page = await v.open("provider");
    await page.goto("/me");
    await tabTo(page, "a[href='/me/absence']");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/me/absence");
    await tabTo(page, "#kind");
    await enterDate(page, "#from", day);
    await tabTo(page, "#note");
    await page.keyboard.type("Việc nhà");
    await tabTo(page, "main button.main");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/me/absence?done=asked");
    const row = page.locator("tr", { hasText: shown });
    assert.match(await row.textContent(), new RegExp(say["absence_state.asked"]));
});

test("the coordinator reads what it hits before approving it, with the keyboard alone", async (v) => {
    const page = await v.open("coordinator");
    await page.goto("/absences");
    const link = page.locator("main li a", { hasText: shown });
    await tabTo(page, `a[href='${await link.getAttribute("href")}']`);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/absences/*");
    assert.equal(await page.textContent("#effect"), say["absence.effect"]);
    assert.ok((await page.textContent("main")).includes("Việc nhà"), "the note is there");
    await tabTo(page, "main button.main");
    assert.equal(await page.evaluate(() => document.activeElement.textContent),
        say["absence.approve"]);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/absences?done=approve");
    const row = page.locator("tr", { hasText: shown });
    await row.locator("a").press("Enter");
    await page.waitForURL("**/absences/*");
    page.once("dialog", (sure) => sure.accept());
    await page.locator("form[action$='/cancel'] button").press("Enter");
    await page.waitForURL("**/absences?done=cancel");
});

test("a wish for a day is one key away and is there again", async (v) => {
    const page = await v.open("provider");
    await page.goto("/me/wish");
    await page.locator("a[rel=next]").click(); /* the demonstration's next month is published */
    const where = page.url();
    const first = page.locator("main select").first();
    await first.selectOption("");
    await tabTo(page, "main select");
    await page.keyboard.press("ArrowDown");
    assert.equal(await first.inputValue(), "want");
    await page.keyboard.press("Enter");
    await tabTo(page, "main button.main");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/me/wish?month=*&done=wish");
    await page.goto(where);
    assert.equal(await first.inputValue(), "want");
});
