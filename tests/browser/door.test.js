/* A card is made, printed, and opens one court's door: on a phone, also without scripts. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { assertAccessible } = require("./accessible");
const { say } = require("./words");

async function card(v) {
    const page = await v.open("coordinator");
    await page.goto("/keys");
    await page.fill("#code_name", "Bàn thư ký");
    await page.click("form[action='/keys/codes'] button");
    const made = { code: await page.textContent(".tel code"), court: await page.textContent(".big"),
        link: new URL(await page.inputValue("#link")).pathname };
    await assertAccessible(page);
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.isVisible(".qr svg") && await page.isVisible(".tel code"));
    assert.ok(!await page.isVisible("#link") && !await page.isVisible(".bar"),
        "the sheet is the card alone");
    return made;
}

test("a clerk without an account types a card's code, enters a hearing and puts it off", async (v) => {
    const { code, court } = await card(v);
    const page = await v.open(null, { js: false, width: 360, height: 640 });
    await page.goto("/door");
    await page.type("#door_code", code.toLowerCase().replace("-", " "));
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/door\/hearings$/);
    assert.equal(await page.textContent(".big"), court, "it says whose door it is");
    await page.click(`a:text-is("${say["hearings.new"]}")`);
    const number = `66/${Date.now() % 100000}/TLST-HS`;
    await page.fill("#code", number);
    await page.fill("#room", `Phòng ${Date.now()}`);
    await page.keyboard.press("Enter");
    await page.waitForURL(/after=\d+/);
    assert.ok((await page.textContent(".done")).includes(number));
    await page.goto("/door/hearings");
    await page.locator("tr", { hasText: number }).locator("a").click();
    await page.fill("#reason", say["put_off.defender"]);
    await page.click("main button.main");
    await page.waitForURL(/done=door_adjourned/);
    await page.click(`button:text-is("${say["door.leave"]}")`);
    await page.waitForURL(/done=door_left/);
});

test("a card's link says whose door it is, opens by its button and leaves the address", async (v) => {
    const { link, court } = await card(v);
    const page = await v.open(null, { width: 360, height: 640 });
    await page.goto(link);
    await assertAccessible(page);
    assert.equal(await page.textContent(".big"), court);
    await page.click("main form button");
    await page.waitForURL(/\/door\/hearings$/);
    assert.equal(await page.evaluate(() => document.referrer), "");
    await assertAccessible(page);
    await page.goto("/door/hearings/new");
    await assertAccessible(page);
    await page.goto("/hearings");
    assert.equal(await page.title() !== say["title.hearings"], true);
    assert.ok(!(await page.textContent("main")).includes(court), "nothing else opens");
});
