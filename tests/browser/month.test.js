/* The coordinator's whole month, from an empty one to lists received, by keyboard alone. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { say } = require("./words");

const LONGEST = 300000; /* ms: two drafts of a month are drawn in it */
const FARTHEST = 1500; /* presses of Tab to anything on a page: a roster has a link per duty */

/* Somebody without a mouse: everything below is a key that is pressed. */
class Hands {
    constructor(visitor, page) {
        Object.assign(this, { visitor, page });
        page.on("dialog", (d) => d.accept()); /* Enter on the question of data-sure */
    }

    /* Moves the focus to an element: Tab, or Shift+Tab when that is meant to be nearer. */
    async to(what, key = "Tab") {
        const element = typeof what === "string" ? this.page.locator(what).first() : what;
        await element.waitFor();
        for (let i = 0; i < FARTHEST; i++) {
            if (await element.evaluate((e) => e === document.activeElement)) return element;
            await this.page.keyboard.press(key);
        }
        throw new Error(`${what} is out of reach of ${key}`);
    }

    async enter(what, arrives, key) {
        await this.to(what, key);
        const there = this.page.waitForURL(arrives, { timeout: 60000 });
        await this.page.keyboard.press("Enter");
        await there;
    }

    async write(what, text) {
        await this.to(what);
        await this.page.keyboard.press("Control+A");
        await this.page.keyboard.type(text);
    }
}

const button = (key) => `main button:text-is("${say[key]}")`;

/* Nobody else's: the other tests draw the two months after the demonstration's. */
function ownMonth() {
    const d = new Date();
    d.setUTCMonth(d.getUTCMonth() + 3, 15);
    return d.toISOString().slice(0, 7);
}

/* Through the navigation and the pager, as somebody who does not know the address. */
async function openMonth(page, hands, month) {
    await page.goto("/");
    await hands.enter("header nav a[href='/roster']", /\/roster$/);
    for (let i = 0; i < 6; i++) {
        const next = page.locator(".pager a[rel=next]"), at = await next.getAttribute("href");
        await hands.enter(next, (url) => (url.pathname + url.search).endsWith(at));
        if (at.endsWith(month)) return;
    }
    throw new Error(`${month} is not to be found`);
}

async function finished(page, key) {
    await page.locator(".done", { hasText: say[key] }).waitFor({ timeout: 100000 });
}

/* Somebody asked for days off: what it would hit is read, then it is approved. */
async function approveLeave(page, hands) {
    await hands.enter("nav.sub a[href='/people']", /\/people$/);
    await hands.enter("main a[href='/absences']", /\/absences$/);
    await hands.enter("section[aria-labelledby=asked] a", /\/absences\/\d+$/);
    assert.ok(await page.locator("main section").count() > 0, "the effect is shown before");
    await hands.to("form[action$='/approve'] button");
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=|\/roster\/repair/);
}

/* One duty goes to the best substitute, is taken back and given again. */
async function editOne(page, hands, month) {
    await hands.enter(".roster a.d.main", /\/shifts\/\d+\/substitutes/);
    const ranked = page.locator(".cards .card");
    await ranked.first().waitFor();
    assert.ok(await ranked.count() >= 2, "several could stand it");
    assert.ok(await ranked.first().locator("li").count() > 0, "with reasons");
    const name = (await ranked.first().locator("h3").textContent()).replace(/^1\. /, "");
    await hands.visitor.picture("month-substitutes");
    await hands.to(".cards .card button.main");
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=/);
    const there = page.locator("section[aria-labelledby=now] th", { hasText: name });
    assert.ok((await there.textContent()).includes(say["edit.pinned"]), "chosen by hand is pinned");
    await hands.enter(".pager a", new RegExp(`/roster\\?month=${month}`));
    await hands.to("form[action='/roster/undo'] button");
    await page.keyboard.press("Enter");
    await page.locator("form[action='/roster/redo'] button").waitFor();
    assert.equal(await page.locator(".roster a.d", { hasText: "•" }).count(), 0, "undone");
    await hands.to("form[action='/roster/redo'] button");
    await page.keyboard.press("Enter");
    await page.locator(".roster a.d", { hasText: "•" }).first().waitFor();
    return name;
}

/* A new draft is compared with the old one and, kept or not, leaves what was pinned. */
async function drawAgain(page, hands, month) {
    await hands.write("#seed", "11");
    await hands.to(button("edit.again"));
    await page.keyboard.press("Enter");
    await hands.enter(page.locator("main p.warn a[href*='/roster/draft/diff']"), /draft\/diff/);
    await hands.visitor.picture("month-diff");
    await hands.to(button("diff.take"));
    await page.keyboard.press("Enter");
    await page.waitForURL(new RegExp(`/roster\\?month=${month}`));
    assert.equal(await page.locator(".roster a.d", { hasText: "•" }).count(), 1, "the pin holds");
}

/* Where the custody lines have gaps, the law asks for a reason in writing. */
async function publish(page, hands, month) {
    await hands.enter("main .actions a[href^='/roster/publish']", /\/roster\/publish\?month=/);
    await hands.visitor.picture("month-check");
    await hands.write("#note", "Lịch tháng, lập bằng bàn phím");
    if (await page.locator("#overruling[required]").count() > 0) {
        await hands.write("#overruling", "Giám đốc đồng ý, văn bản số 12");
    }
    await hands.to(button("roster.publish"));
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=publish/);
    assert.ok(page.url().includes(month));
}

/* Every body has its list; one says on the telephone that it is there. */
async function handOver(page, hands, month) {
    await hands.enter("nav.sub a[href='/lists']", /\/lists$/);
    for (let i = 0; i < 6 && (await hands.visitor.json(page, page.url())).month !== month; i++) {
        const next = page.locator(".pager a[rel=next]"), at = await next.getAttribute("href");
        await hands.enter(next, (url) => (url.pathname + url.search).endsWith(at));
    }
    const bodies = page.locator("main table a[href^='/lists/']:not([href*=poster])");
    const n = await bodies.count();
    assert.ok(n >= 10, `${n} bodies get a list`);
    await hands.enter(bodies.first(), /\/lists\/\d+$/);
    await hands.write("#said_by", "Trực ban hình sự");
    await hands.to(button("lists.note"));
    await page.keyboard.press("Enter");
    await page.waitForURL(/done=/);
    assert.ok((await page.textContent("section[aria-labelledby=received]"))
        .includes("Trực ban hình sự"));
    await hands.enter("main a[href$='/poster']", /\/poster$/);
    assert.equal(await page.locator("h1").count(), 1);
}

test("the whole month is done by keyboard alone: leave, draft, hand edit, redraft, check, lists",
    async (v) => {
        const page = await v.open("coordinator"), hands = new Hands(v, page), month = ownMonth();
        await openMonth(page, hands, month);
        await approveLeave(page, hands);
        await openMonth(page, hands, month);
        assert.equal(await page.locator(".roster a.d").count(), 0, "an empty month");
        await hands.to(button("roster.draft"));
        await page.keyboard.press("Enter");
        await finished(page, "done.draft");
        assert.ok(await page.locator(".roster a.d").count() > 300);
        await editOne(page, hands, month);
        await drawAgain(page, hands, month);
        await publish(page, hands, month);
        await v.picture("month-published");
        await handOver(page, hands, month);
        await v.picture("month-poster");
    }, LONGEST);
