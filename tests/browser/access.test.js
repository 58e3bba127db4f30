/* Who gets in, who sees what, and the frame every page shares. */
"use strict";
const assert = require("assert");
const { test } = require("./runner");
const { signIn } = require("./browser");
const { say } = require("./words");

test("a wrong password is refused in words, the name stays, and the right one opens the board",
    async (v) => {
        const page = await v.open(null), { name, password } = v.site.logins.coordinator;
        await page.goto("/roster");
        assert.equal(new URL(page.url()).pathname, "/login", "sent to sign in");
        await signIn(page, { name, password: "khong-dung" });
        assert.equal(await page.textContent("[role=alert]"), say["error.login"]);
        assert.equal(await page.inputValue("#name"), name);
        assert.equal(await page.evaluate(() => document.activeElement.id), "password");
        await page.fill("#password", password);
        await page.keyboard.press("Enter");
        await page.waitForURL("**/roster");
        await page.click(".who button");
        await page.waitForURL("**/login?done=logout");
        assert.equal(await page.textContent("[role=status]"), say["done.logout"]);
        assert.equal((await page.goto("/messages")).url().includes("/login"), true, "signed out");
    });

test("the police see the board with numbers to ring, and nothing else", async (v) => {
    const page = await v.open("police", { width: 360, height: 640 });
    await page.goto("/");
    assert.deepEqual(await page.locator("nav a").allTextContents(), [say["nav.today"]]);
    const call = page.locator(".card a.tel").first();
    assert.match(await call.getAttribute("href"), /^tel:\+84\d{9}$/);
    assert.match(await call.textContent(), /^\+84 \d{3} \d{3} \d{3}$/);
    assert.equal(await page.locator("a[href^='/hearings']").count(), 0, "no hearing is shown");
    for (const where of ["/roster", "/hearings", "/hearings/new", "/hearings/1", "/me", "/messages",
        "/texts"]) {
        assert.equal((await page.goto(where)).status(), 403, where);
        assert.equal(await page.textContent("[role=alert]"), say["error.forbidden"]);
    }
});

test("a director sees the roster but no button that changes it", async (v) => {
    const page = await v.open("director");
    await page.goto("/roster");
    assert.ok(await page.locator(".roster a.d").count() > 100, "duties are shown");
    assert.equal(await page.locator("main form").count(), 0);
});

test("the skip link is the first stop of the Tab key and leads to the content", async (v) => {
    const page = await v.open("coordinator");
    await page.goto("/messages");
    await page.keyboard.press("Tab");
    const link = page.locator(":focus");
    assert.equal(await link.getAttribute("href"), "#main");
    const box = await link.boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0, "it is on the screen while focused");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    assert.ok(await page.evaluate(() => document.activeElement.closest("main") !== null));
});

test("whatever has the keyboard's focus shows it", async (v) => {
    const page = await v.open("coordinator");
    await page.goto("/hearings");
    for (let stop = 0; stop < 25; stop++) {
        await page.keyboard.press("Tab");
        const seen = await page.evaluate(() => {
            const e = document.activeElement, s = getComputedStyle(e);
            return { what: e.outerHTML.slice(0, 80), line: s.outlineStyle,
                px: parseFloat(s.outlineWidth) };
        });
        assert.ok(seen.line === "solid" && seen.px >= 2, `no outline on ${seen.what}`);
    }
});

test("the first tap targets on a telephone are at least 36 px high", async (v) => {
    const page = await v.open("provider", { width: 360, height: 640 });
    for (const where of ["/", "/me"]) {
        await page.goto(where);
        const small = await page.evaluate(() => [...document.querySelectorAll(
            "nav a, button, .button, input:not([type=hidden]), select, .tel")]
            .filter((e) => e.getBoundingClientRect().height < 36).map((e) => e.outerHTML));
        assert.deepEqual(small, [], where);
    }
});

test("on paper there is the roster and no navigation, form or button", async (v) => {
    const page = await v.open("coordinator");
    await page.goto("/roster");
    await page.emulateMedia({ media: "print" });
    for (const gone of [".bar", ".pager", "main form", ".skip"]) {
        for (const e of await page.locator(gone).all()) assert.ok(!await e.isVisible(), gone);
    }
    assert.ok(await page.locator(".roster").isVisible());
    const cut = await page.evaluate(() => {
        const box = document.querySelector(".scroll");
        return box.scrollHeight > box.clientHeight + 1;
    });
    assert.ok(!cut, "every row is on the paper");
});

test("every page forbids inline script and style, and a style slipped in is not applied",
    async (v) => {
        const page = await v.open("coordinator");
        for (const where of ["/", "/roster", "/hearings/new", "/login", "/nowhere"]) {
            const headers = (await page.goto(where)).headers();
            const csp = headers["content-security-policy"] || "";
            assert.match(csp, /default-src 'self'/, where);
            assert.match(csp, /frame-ancestors 'none'/, where);
            assert.doesNotMatch(csp, /unsafe-inline|unsafe-eval/, where);
            assert.equal(headers["x-content-type-options"], "nosniff", where);
            const inline = await page.evaluate(() => document.querySelectorAll(
                "[style], style, script:not([src]), [onclick], [onsubmit]").length);
            assert.equal(inline, 0, `${where} needs no exception`);
        }
        const ran = await page.evaluate(() => {
            const s = document.createElement("script");
            s.textContent = "window.slippedIn = true";
            document.body.append(s);
            return window.slippedIn === true;
        });
        assert.ok(!ran, "an injected script does not run");
        assert.match(v.complaints.pop() || "", /Content Security Policy/);
    });
