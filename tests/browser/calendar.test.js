/* A provider's own calendar address: made, scanned, read and revoked. */
"use strict";
const assert = require("assert");
const fs = require("fs");
const { test } = require("./runner");
const { say } = require("./words");

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

test("a calendar address is shown once with a code that scans, works, and can be revoked",
    async (v) => {
        const page = await v.open("provider", { width: 360, height: 640 }), name = `Thử ${Date.now()}`;
        await page.goto("/me");
        await page.fill("#feedname", name);
        await page.click(`button:text-is("${say["me.make"]}")`);
        const url = await page.inputValue("input[readonly]");
        const link = await page.getAttribute(".feed a.main", "href");
        assert.match(url, /^https?:\/\/.+\/feed\/[\w-]{43}\.ics$/);
        assert.equal(link, url.replace(/^https?/, "webcal"));
        assert.equal(await scan(page), link, "the code holds the same address");
        await v.picture("me-new-address-provider-360");
        const feed = new URL(url).pathname, reply = await page.context().request.get(feed);
        assert.equal(reply.status(), 200);
        assert.match(reply.headers()["content-type"], /^text\/calendar/);
        assert.match(await reply.text(), /^BEGIN:VCALENDAR\r\n[\s\S]*BEGIN:VEVENT/);

        await page.goto("/me");
        assert.equal(await page.locator("input[readonly]").count(), 0, "shown once only");
        const row = page.locator("tr", { hasText: name });
        for (let i = 0; i < 30 && (await row.textContent()).includes(say["me.never"]); i++) {
            await page.waitForTimeout(1000); /* the daemon notes readings once per scan */
            await page.reload();
        }
        assert.ok(!(await row.textContent()).includes(say["me.never"]), "its last reading is shown");
        page.once("dialog", (d) => d.accept());
        await row.locator("button").click();
        await page.waitForURL(/done=revoke/);
        assert.equal(await page.locator("tr", { hasText: name }).count(), 0);
        assert.ok([404, 410].includes((await page.context().request.get(feed)).status()));
    });
