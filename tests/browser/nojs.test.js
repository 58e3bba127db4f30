/* What people cannot do without works on a browser that runs no script at all. */
"use strict";
const assert = require("assert");
const path = require("path");
const { test } = require("./runner");
const { signIn } = require("./browser");
const { ROOT } = require("./product");
const { words, say } = require("./words");

test("without scripts a clerk signs in, reads the board, enters a hearing and sends a list",
    async (v) => {
        const page = await v.open(null, { js: false, width: 360, height: 640 });
        await page.goto("/login");
        await signIn(page, v.site.logins.clerk);
        await page.waitForURL(v.site.base + "/");
        assert.ok(await page.locator(".card a.tel").count() > 0, "who is on duty now");
        const code = `77/${Date.now() % 100000}/TLST-DS`;
        await page.goto("/hearings/new");
        await page.fill("#code", code);
        await page.fill("#time", "24h");
        await page.click("button.main");
        assert.equal(await page.getAttribute("[aria-invalid=true]", "id"), "time");
        await page.fill("#time", "14h");
        await page.click("button.main");
        await page.waitForURL(/done=hearing/);
        assert.ok((await page.textContent("h1")).startsWith(code));
        await page.goto("/hearings/import");
        await page.setInputFiles("#file", path.join(ROOT, "config/hearing-lists/lich-tuan.xlsx"));
        await page.click("main form button.main");
        await page.waitForURL(/\/hearings\/import\/\d+$/);
        await page.click(`button:text-is("${say["import.discard"]}")`);
        await page.waitForURL(/done=discard/);
    });

test("without scripts a provider reads the own duties, makes and revokes an address, and leaves",
    async (v) => {
        const page = await v.open(null, { js: false, width: 360, height: 640 });
        await page.goto("/login");
        await signIn(page, v.site.logins.provider);
        await page.goto("/me");
        assert.ok(await page.locator("section[aria-labelledby=duties] tbody tr").count() > 3);
        await page.click(`a:text-is("${say["title.my_calendars"]}")`);
        await page.fill("#name", "Không script");
        await page.click(".fields button.main");
        assert.match(await page.inputValue("input[readonly]"), /\.ics$/);
        await page.goto("/me/calendars");
        await page.locator("tr", { hasText: "Không script" }).first()
            .locator("form[action$='/revoke'] button").click();
        await page.waitForURL(/done=calendar_revoked/);
        await page.goto("/roster");
        assert.ok(await page.locator(".roster a.d").count() > 100);
        await page.click(".langs button[value=km]");
        assert.equal(await page.getAttribute("html", "lang"), "km");
        await page.click(`.who button:text-is("${words("km")["nav.logout"]}")`);
        await page.waitForURL(/\/login/);
    });

test("without scripts a coordinator draws a month again and replaces somebody", async (v) => {
    const page = await v.open("coordinator", { js: false });
    await page.goto("/roster");
    await page.click(`button:text-is("${say["edit.again"]}")`);
    await page.locator("#run").waitFor();
    const offer = page.locator(".warn a", { hasText: say["edit.proposal"] });
    await offer.waitFor({ timeout: 100000 });
    await offer.click();
    await page.click(`button:text-is("${say["diff.drop"]}")`);
    assert.equal(await page.textContent("[role=status]"), say["done.drop"]);
    await page.locator(".roster a.d.custody_phone").nth(200).click();
    await page.locator(".cards .card button").first().click();
    assert.equal(await page.textContent("[role=status]"), say["done.edit"]);
});
