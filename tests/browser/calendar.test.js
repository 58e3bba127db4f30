/* Calendar addresses: made, scanned, read, made anew and revoked; and people's own calendars. */
"use strict";
const assert = require("assert");
const fs = require("fs");
const { test } = require("./runner");
const { assertAccessible, assertFits } = require("./accessible");
const { say, words } = require("./words");

const JSQR = fs.readFileSync(require.resolve("jsqr/dist/jsQR.js"), "utf8");

/* What a telephone's camera would read from the page. */
async function scan(page) {
    const picture = (await page.locator(".qr svg").screenshot()).toString("base64");
    await page.evaluate(JSQR);
    return page.evaluate(async (png) => {
        const image = new Image();
        image.src = `data:image/png;base64,${png}`;
        await image.decode();
        const canvas = document.createElement("canvas");
        canvas.width = image.width;
        canvas.height = image.height;
        const pen = canvas.getContext("2d");
        pen.drawImage(image, 0, 0);
        const { data, width, height } = pen.getImageData(0, 0, canvas.width, canvas.height);
        const found = window.jsQR(data, width, height);
        return found && found.data;
    }, picture);
}

/* Makes an address on the page of the own calendars; the page then shows it. */
async function make(page, name) {
    await page.goto("/me/calendars");
    await page.fill("#name", name);
    await page.click(".fields button.main");
    return page.inputValue("input[readonly]");
}

test("a calendar address is shown once with a code that scans, works, and can be revoked",
    async (v) => {
        const page = await v.open("provider", { width: 360, height: 640 }), name = `Thử ${Date.now()}`;
        const url = await make(page, name);
        const link = await page.getAttribute(".feed a.main", "href");
        assert.match(url, /^https?:\/\/.+\/feed\/[\w-]{43}\.ics$/);
        assert.equal(link, url.replace(/^https?/, "webcal"));
        assert.equal(await scan(page), link, "the code holds the same address");
        await v.picture("calendar-new-provider-360");
        const feed = new URL(url).pathname, reply = await page.context().request.get(feed);
        assert.equal(reply.status(), 200);
        assert.match(reply.headers()["content-type"], /^text\/calendar/);
        assert.match(await reply.text(), /^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT/);

        await page.goto("/me/calendars");
        assert.equal(await page.locator("input[readonly]").count(), 0, "shown once only");
        const row = page.locator("tr", { hasText: name });
        for (let i = 0; i < 30 && (await row.textContent()).includes(say["calendars.never"]); i++) {
            await page.waitForTimeout(1000); /* the daemon notes readings once per scan */
            await page.reload();
        }
        assert.ok(!(await row.textContent()).includes(say["calendars.never"]),
            "its last reading is shown");
        await v.picture("my-calendars-one-provider-360");
        await assertFits(page, 320);
        page.once("dialog", (d) => d.accept());
        await row.locator("form[action$='/revoke'] button").click();
        await page.waitForURL(/done=calendar_revoked/);
        assert.equal(await page.locator("tr", { hasText: name }).count(), 0);
        assert.equal((await page.context().request.get(feed)).status(), 410);
    });

test("the page of a new address fits a small telephone, reads aloud, and opens every way by keyboard",
    async (v) => {
        const page = await v.open("provider", { width: 360, height: 640 });
        await make(page, `Phím ${Date.now()}`);
        const ways = page.locator("section[aria-labelledby=how] summary");
        assert.equal(await ways.count(), 5);
        for (let i = 0; i < 5; i++) {
            await ways.nth(i).focus();
            await page.keyboard.press("Enter");
            assert.ok(await page.locator("details").nth(i).getAttribute("open") !== null);
            assert.ok(await page.locator("details").nth(i).locator("ol li").count() >= 3);
        }
        await v.picture("calendar-ways-provider-360");
        await assertAccessible(page);
        await assertFits(page, 320);
        await page.focus("#url");
        assert.ok(await page.evaluate(() => {
            const field = document.activeElement;
            return field.selectionEnd - field.selectionStart === field.value.length;
        }), "the address is selected, ready to be copied");
    });

for (const lang of ["vi", "km", "en"]) {
    test(`every way to subscribe and its delay is told in ${lang}`, async (v) => {
        const page = await v.open("provider"), say = words(lang);
        await page.goto("/me/calendars");
        await page.click(`.langs button[value=${lang}]`);
        const told = await page.textContent("section[aria-labelledby=how]");
        for (const way of ["apple", "google", "android", "outlook", "thunderbird"]) {
            assert.ok(told.includes(say[`calendars.${way}.delay`]), way);
            assert.ok(told.includes(say[`calendars.${way}.3`]), way);
        }
        await v.picture(`my-calendars-${lang}`);
        await page.click(".langs button[value=vi]");
    });
}

test("a link is made anew with two clicks, and the old one says until when it lives", async (v) => {
    const page = await v.open("provider"), name = `Đổi ${Date.now()}`, url = await make(page, name);
    await page.goto("/me/calendars");
    const row = page.locator("tr", { hasText: name });
    await row.locator("summary").click();
    await row.locator("select").selectOption("7");
    await row.locator("details button").click();
    const next = await page.inputValue("input[readonly]");
    assert.notEqual(next, url);
    await page.goto("/me/calendars");
    assert.equal(await row.count(), 2);
    assert.ok((await row.last().textContent()).includes(say["calendars.ends"]));
    for (const link of [url, next]) {
        assert.equal((await page.context().request.get(new URL(link).pathname)).status(), 200);
    }
});

test("a coordinator makes a calendar of a post, the police one of their own body", async (v) => {
    const coordinator = await v.open("coordinator"), police = await v.open("police", { width: 360 });
    await coordinator.goto("/calendars");
    assert.ok(await coordinator.locator("#subject option").count() > 5);
    await coordinator.selectOption("#subject", { index: 1 });
    await coordinator.fill("#name", "Màn hình phòng trực");
    await coordinator.click(".fields button.main");
    assert.match(await coordinator.inputValue("input[readonly]"), /\.ics$/);
    await police.goto("/lists");
    await police.click(`a:text-is("${say["nav.calendars"]}")`);
    assert.equal(await police.locator("#subject").count(), 0, "there is nothing to choose");
    await police.fill("#name", "Máy trực ban");
    await police.click(".fields button.main");
    const url = await police.inputValue("input[readonly]");
    const text = await (await police.context().request.get(new URL(url).pathname)).text();
    assert.match(text, /^BEGIN:VCALENDAR/);
    await v.picture("calendar-new-police-360");
    await assertAccessible(police);
});

test("an own calendar is entered, its state is told, and it is taken back with everything",
    async (v) => {
        const page = await v.open("provider", { width: 360, height: 640 });
        await page.goto("/me/busy");
        await page.fill("#url", "http://lich.example.vn/rieng.ics");
        await page.click(".fields button.main");
        assert.equal(await page.getAttribute("#url", "aria-invalid"), "true");
        await page.fill("#url", "https://lich.invalid/bi-mat-4711/rieng.ics");
        await page.click(".fields button.main");
        await page.waitForURL(/done=busy_added/);
        const text = await page.textContent("main");
        assert.ok(text.includes("lich.invalid/….ics") && !text.includes("4711"));
        await v.picture("my-busy-one-provider-360");
        await assertAccessible(page);
        await assertFits(page, 320);
        page.once("dialog", (d) => d.accept());
        await page.click("form[action$='/remove'] button");
        await page.waitForURL(/done=busy_removed/);
        assert.equal(await page.locator("form[action$='/remove']").count(), 0);
    });
