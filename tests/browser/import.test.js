/* Hearing lists as courts send them: read, looked at, then confirmed or dropped. */
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const { test } = require("./runner");
const { ROOT } = require("./product");
const { say } = require("./words");

const LISTS = path.join(ROOT, "config/hearing-lists");

/* Sends a list for the court at this place of the choice, unless the page offers only one. */
async function send(page, files, place) {
    await page.goto("/hearings/import");
    if (place !== undefined) await page.selectOption("#court_id", { index: place });
    await page.setInputFiles("#file", files);
    await page.click("main form button.main");
}

const counts = async (page) => (await page.locator(".counts b").allTextContents()).map(Number);

test("a workbook is shown before anything of it counts, then confirmed", async (v) => {
    const page = await v.open("coordinator");
    await page.goto("/hearings/import");
    const last = await page.locator("#court_id option").count() - 1;
    await send(page, path.join(LISTS, "lich-tuan.xlsx"), last);
    await page.waitForURL(/\/hearings\/import\/\d+$/);
    const [fresh, changed, cancelled, same] = await counts(page);
    assert.ok(fresh + changed + same >= 4, `rows: ${[fresh, changed, cancelled, same]}`);
    await v.picture("import-waits-coordinator-1280");
    await page.click(`button:text-is("${say["import.commit"]}")`);
    await page.waitForURL(/done=import/);
    assert.equal(await page.textContent("[role=status]"), say["done.import"]);
    assert.equal(await page.locator(`button:text-is("${say["import.commit"]}")`).count(), 0);
    const code = (await page.locator("td[data-h]:nth-child(3)").first().textContent()).trim();
    await page.goto(`/hearings?from=2026-01-01&to=2027-12-31&q=${encodeURIComponent(code)}`);
    assert.ok(await page.locator(`a:text-is("${code}")`).count() > 0, `${code} is on the list`);
    await send(page, path.join(LISTS, "lich-tuan.xlsx"), last);
    await page.waitForURL(/\/hearings\/import\/\d+$/);
    assert.deepEqual((await counts(page)).slice(0, 2), [0, 0], "sent again, it changes nothing");
});

test("rows that cannot be read are listed with their place and reason", async (v) => {
    const page = await v.open("coordinator");
    await send(page, path.join(LISTS, "hinh-su-tuan-49.csv"), 1);
    await page.waitForURL(/\/hearings\/import\/\d+$/);
    assert.equal((await counts(page)).at(-1), 1);
    const row = page.locator("table").first().locator("tbody tr");
    assert.equal(await row.count(), 1);
    assert.ok((await row.locator("td").last().textContent()).length > 10, "a sentence says why");
    await v.picture("import-bad-coordinator-1280");
    await page.setViewportSize({ width: 360, height: 640 });
    await v.picture("import-bad-coordinator-360");
    await page.click(`button:text-is("${say["import.discard"]}")`);
    await page.waitForURL(/done=discard/);
    assert.equal(await page.textContent("[role=status]"), say["done.discard"]);
});

test("a file that is no list is refused beside its field", async (v) => {
    const page = await v.open("clerk");
    await send(page, { name: "lich.xlsx", mimeType: "application/octet-stream",
        buffer: fs.readFileSync(path.join(ROOT, "daemon/web/assets/icon.svg")) });
    const field = page.locator("#file[aria-invalid=true]");
    await field.waitFor();
    const said = await page.textContent(`#${await field.getAttribute("aria-describedby")}`);
    assert.ok(said.length > 10 && !/[{}]/.test(said), said);
    await v.picture("import-refused-clerk-1280");
});
