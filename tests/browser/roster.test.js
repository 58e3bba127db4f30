/* The coordinator's roster: read, drawn, explained and published. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { words, say } = require("./words");

/* The month after those the demonstration draws. */
function emptyMonth() {
    const d = new Date();
    d.setUTCMonth(d.getUTCMonth() + 2, 15);
    return d.toISOString().slice(0, 7);
}

/* Waits for the draft that is being drawn. */
async function drawn(page) {
    await page.locator(".done", { hasText: say["done.draft"] }).waitFor({ timeout: 100000 });
}

/* Presses "publish", answers what is asked, and returns the question. */
async function answer(page, how) {
    const asked = new Promise((resolve) => {
        page.once("dialog", (d) => { resolve(d.message()); d[how](); });
    });
    await page.click(`button:text-is("${say["roster.publish"]}")`);
    return asked;
}

test("a month is drawn, looked at and published through the buttons", async (v) => {
    const page = await v.open("coordinator"), month = emptyMonth();
    await page.goto(`/roster?month=${month}`);
    const told = (await v.json(page, "/messages")).counts.reduce((n, c) => n + c.count, 0);
    await page.fill("#seed", "7");
    await page.click(`button:text-is("${say["roster.draft"]}")`);
    await drawn(page);
    const drafted = await page.locator(".d.draft:not(.legend *)").count();
    assert.ok(drafted > 300, `${drafted} duties are proposed`);
    await v.picture("roster-draft-coordinator-1280");
    assert.equal(await page.inputValue("#seed"), "7", "the variant that is shown");
    await page.click(`a[href="/roster/publish?month=${month}"]`);
    await page.fill("#note", "Thử công bố");
    assert.equal(await answer(page, "dismiss"), say["roster.publish_sure"]);
    assert.equal(new URL(page.url()).pathname, "/roster/publish", "not confirmed, not published");
    await answer(page, "accept");
    await page.waitForURL(/done=publish/);
    assert.equal(await page.textContent("[role=status]"), say["done.publish"]);
    await page.goto(`/roster?month=${month}`);
    assert.equal(await page.locator(".d.draft:not(.legend *)").count(), 0, "no longer a draft");
    assert.equal(await page.locator("a.d").count(), drafted);
    const after = (await v.json(page, "/messages")).counts.reduce((n, c) => n + c.count, 0);
    assert.ok(after > told + 40, `${after - told} messages tell people`);
    const provider = await v.open("provider");
    await provider.goto(`/roster?month=${month}`);
    assert.equal(await provider.locator("a.d").count(), drafted, "everyone sees it now");
});

test("a redo is followed, ended early, compared and thrown away by the keyboard", async (v) => {
    const page = await v.open("coordinator"), month = emptyMonth();
    await page.goto(`/roster?month=${month}`);
    await page.fill("#seed", "8");
    await page.click(`button:text-is("${say["edit.again"]}")`);
    const state = page.locator("#run [role=status]");
    await page.locator("#run progress").waitFor();
    assert.notEqual(await state.textContent(), "");
    const first = await page.locator("#run [data-live=figures]").textContent();
    const stop = page.locator(`#run button:text-is("${say["run.finish"]}")`);
    await stop.focus();
    await page.waitForFunction((was) => document.querySelector("#run [data-live=figures]")
        .textContent !== was, first);
    assert.ok(await stop.evaluate((e) => e === document.activeElement), "the focus stays");
    await page.keyboard.press("Enter");
    const offer = page.locator(".warn a", { hasText: say["edit.proposal"] });
    await offer.waitFor({ timeout: 100000 });
    assert.equal(await page.locator("#run").count(), 0);
    await offer.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/draft\/diff/);
    await v.picture("draft-diff-coordinator-1280");
    await page.locator("form[action='/roster/draft/drop'] button").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=drop/);
    assert.equal(await page.textContent("[role=status]"), say["done.drop"]);
});

test("every duty explains itself: what decided, who could not and why, who would be next",
    async (v) => {
        const page = await v.open("coordinator");
        await page.goto("/roster");
        await page.locator(".roster a.d").first().click();
        await page.waitForURL(/shifts\/\d+\/substitutes/);
        const why = page.locator("#why");
        assert.equal(await why.locator("h2").textContent(), say["roster.why"]);
        const rules = Object.keys(words("vi")).filter((k) => k.startsWith("why.")).map((k) => say[k]);
        const given = await why.locator("table").first().locator("th").allTextContents();
        assert.ok(given.length > 0, "somebody was excluded");
        for (const reason of given) assert.ok(rules.includes(reason), `“${reason}” is a sentence`);
        assert.ok((await why.textContent()).includes(say["roster.alternatives"]));
    });

test("a substitute is chosen, pinned and taken back by the keyboard alone", async (v) => {
    const page = await v.open("coordinator"), month = emptyMonth();
    await page.goto(`/roster?month=${month}`);
    await page.locator(".roster a.d.custody_phone").nth(40).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/shifts\/\d+\/substitutes/);
    await v.picture("substitutes-coordinator-1280");
    const best = page.locator(".cards .card").first();
    const name = (await best.locator("h3").textContent()).replace(/^1\. /, "");
    await best.locator("button").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=edit/);
    assert.equal(await page.textContent("[role=status]"), say["done.edit"]);
    assert.ok((await page.locator("table th").first().textContent()).startsWith(name));
    assert.ok((await page.locator("#why").textContent()).includes(say["decided.hand"]));
    await page.goto(`/roster?month=${month}`);
    const row = page.locator(".roster tbody tr", { hasText: name });
    assert.ok((await row.locator("a.d").allTextContents()).some((t) => t.endsWith("•")), "pinned");
    await page.locator("form[action='/roster/undo'] button").focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=undo/);
    assert.ok(!(await row.locator("a.d").allTextContents()).some((t) => t.endsWith("•")));
});

test("names and days stay in sight while the roster scrolls", async (v) => {
    const page = await v.open("provider", { width: 360, height: 640 });
    await page.goto("/roster");
    const moved = await page.evaluate(() => {
        const box = document.querySelector(".scroll");
        box.scrollTo(400, 400);
        const top = box.getBoundingClientRect(), at = (e) => e.getBoundingClientRect();
        return { down: box.scrollTop, right: box.scrollLeft,
            head: at(box.querySelector("thead th:last-child")).top - top.top,
            name: at(box.querySelector("tbody tr:last-child .name")).left - top.left };
    });
    assert.ok(moved.down > 100 && moved.right > 100, "it scrolls both ways");
    assert.ok(Math.abs(moved.head) < 3, `the days are ${moved.head} px from the top`);
    assert.ok(Math.abs(moved.name) < 3, `the names are ${moved.name} px from the left`);
});

test("today's column is marked", async (v) => {
    const page = await v.open("provider");
    const { today } = await v.json(page, "/");
    await page.goto(`/roster?month=${today.slice(0, 7)}`);
    assert.deepEqual(await page.locator("th.today").evaluateAll((list) => list.map(
        (e) => e.dataset.date)), [today]);
    assert.ok(await page.locator("td.today").count() > 20);
});

test("duties differ by letter and shape, not by colour alone, and the legend names each",
    async (v) => {
        const page = await v.open("coordinator");
        await page.goto("/roster");
        const legend = await page.locator(".legend dt").allTextContents();
        const used = new Set((await page.locator(".roster a.d").allTextContents())
            .map((text) => text.replace("•", ""))); /* the mark of a pin has a line of its own */
        for (const letter of used) assert.ok(legend.includes(letter), `${letter} is in the legend`);
        const fill = (selector) => page.locator(selector).first().evaluate(
            (e) => getComputedStyle(e).backgroundColor);
        assert.notEqual(await fill(".roster .d.main"), await fill(".roster .d.backup"));
    });

test("arrow keys walk from duty to duty", async (v) => {
    const page = await v.open("coordinator");
    await page.goto("/roster");
    const row = page.locator(".roster tbody tr").first();
    await row.locator("a.d").first().focus();
    await page.keyboard.press("ArrowRight");
    assert.ok(await row.locator("td:has(a.d)").nth(1).locator("a.d").first()
        .evaluate((e) => e === document.activeElement), "the next duty of the same person");
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.evaluate(() => document.activeElement.matches(".roster a.d")
        && document.activeElement.closest("tr").rowIndex > 1), "a duty further down");
});
