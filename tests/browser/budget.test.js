/* An old PC and a thin line: what a first visit costs, in bytes and in time. */
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const { test } = require("./runner");
const { ROOT } = require("./product");

const ASSETS = path.join(ROOT, "daemon/web/assets");
const PAGE_BYTES = 60 * 1024, CSS_BYTES = 10 * 1024, JS_BYTES = 15 * 1024;
const USABLE_MS = 2000;  /* the aim on the slow PC */
const TOLERATED_MS = 8000; /* what fails: the machine that runs the tests is shared */

test("a first visit to any page of a month's work is at most 60 KB on the line", async (v) => {
    const page = await v.open("coordinator"), wire = await page.context().newCDPSession(page);
    await wire.send("Network.enable");
    for (const where of ["/", "/roster", "/hearings", "/messages", "/me", "/mails"]) {
        await wire.send("Network.clearBrowserCache");
        let bytes = 0;
        const count = (e) => { bytes += e.encodedDataLength; };
        wire.on("Network.loadingFinished", count);
        await page.goto(where, { waitUntil: "networkidle" });
        wire.off("Network.loadingFinished", count);
        console.log(`     ${where} ${(bytes / 1024).toFixed(1)} KB`);
        assert.ok(bytes > 1000 && bytes <= PAGE_BYTES, `${where} is ${bytes} bytes`);
    }
});

test("the second page brings no style, script or icon again", async (v) => {
    const page = await v.open("coordinator");
    const sent = () => page.evaluate(() => performance.getEntriesByType("resource")
        .map((e) => ({ name: new URL(e.name).pathname, bytes: e.transferSize })));
    await page.goto("/", { waitUntil: "networkidle" });
    assert.ok((await sent()).filter((e) => e.bytes > 0).length >= 2, "the first page brings them");
    await page.goto("/hearings", { waitUntil: "networkidle" });
    assert.deepEqual((await sent()).filter((e) => e.bytes > 0), []);
});

test("style and script stay small and in words a browser of 2021 knows", async () => {
    const css = fs.readFileSync(path.join(ASSETS, "style.css"), "utf8");
    const js = fs.readFileSync(path.join(ASSETS, "app.js"), "utf8");
    assert.ok(Buffer.byteLength(css) <= CSS_BYTES, `style.css is ${Buffer.byteLength(css)} bytes`);
    assert.ok(Buffer.byteLength(js) <= JS_BYTES, `app.js is ${Buffer.byteLength(js)} bytes`);
    /* Younger than Chrome 90 and Firefox 78. */
    assert.doesNotMatch(css, /:has\(|@layer|@container|color-mix|&|\bdvh\b|text-wrap|aspect-ratio/);
    assert.doesNotMatch(js, /\.at\(|structuredClone|Object\.hasOwn|findLast|replaceAll|\?\?=|#\w+\s*[=(;]/);
});

test("on a PC six times slower the roster can be used in time", async (v) => {
    const page = await v.open("coordinator", { width: 1366, height: 768 });
    await page.goto("/login");
    const wire = await page.context().newCDPSession(page);
    await wire.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    const times = [];
    for (let i = 0; i < 3; i++) {
        const start = Date.now();
        await page.goto("/roster");
        await page.locator(".roster a.d").first().focus();
        await page.keyboard.press("ArrowRight");
        await page.evaluate(() => new Promise(requestAnimationFrame));
        times.push(Date.now() - start);
    }
    const best = Math.min(...times);
    console.log(`     usable after ${times.join(", ")} ms (aim ${USABLE_MS})`);
    assert.ok(best < TOLERATED_MS, `${best} ms`);
});
