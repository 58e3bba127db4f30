/* Every page, wide and narrow: it comes, it fits, and a screen reader can read it. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { assertAccessible, assertFits } = require("./accessible");
const { PAGES } = require("./site");

for (const { role, name, at, status = 200 } of PAGES) {
    const who = role || "nobody";
    for (const width of [1280, 360]) {
        test(`${name} for ${who} at ${width} px comes, fits and is accessible`, async (v) => {
            const page = await v.open(role, { width, height: width > 500 ? 800 : 640 });
            const reply = await page.goto(await at(page));
            assert.equal(reply.status(), status);
            assert.equal(await page.getAttribute("html", "lang"), "vi");
            assert.equal(await page.locator("h1").count(), 1, "one h1");
            await v.picture(`${name}-${who}-${width}`);
            await assertAccessible(page);
            await assertFits(page, width);
            if (width === 360) await assertFits(page, 320);
            else await assertFits(page, 640); /* 200 % zoom */
        });
    }
}
