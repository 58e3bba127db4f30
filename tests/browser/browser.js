/* Chromium, and the visitors who come with it: each signs in as a role and keeps a list of all
 * that its pages complained of. */
"use strict";
const assert = require("assert");
const fs = require("fs");
const path = require("path");
const { chromium } = require("playwright-core");
const { SHOTS } = require("./product");

const PROGRAMS = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];
const PATIENCE = 120000; /* ms for one step, on a busy machine */
const ARGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
    "--disable-background-networking", "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"];

const TALLEST = 2000; /* px of a page that a screenshot shows */

class Visitor {
    constructor(house) {
        Object.assign(this, { house, site: house.site, contexts: [], complaints: [] });
    }

    /* A new window. role: whom to sign in as, if anyone. */
    async open(role, { width = 1280, height = 800, js = true, lang = null } = {}) {
        const context = await this.house.chromium.newContext({ baseURL: this.site.base,
            locale: "vi-VN", timezoneId: "Asia/Ho_Chi_Minh", viewport: { width, height },
            javaScriptEnabled: js, storageState: role ? await this.house.signedIn(role) : undefined });
        context.setDefaultTimeout(PATIENCE);
        this.contexts.push(context);
        if (lang) await context.addCookies([{ name: "lang", value: lang, url: this.site.base }]);
        const page = await context.newPage();
        page.on("console", (m) => {
            /* Chromium also reports the page's own status, which the tests look at themselves. */
            if (m.type() === "error" && m.location().url !== page.url())
                this.complaints.push(`${page.url()}: ${m.text()}`);
        });
        page.on("pageerror", (e) => this.complaints.push(`${page.url()}: ${e}`));
        this.page = page;
        return page;
    }

    /* What a page shows, as the page's query returned it. */
    async json(page, where) {
        const reply = await page.context().request.get(where, {
            headers: { accept: "application/json" } });
        assert.equal(reply.status(), 200, `GET ${where}`);
        return reply.json();
    }

    async picture(name) {
        fs.mkdirSync(SHOTS, { recursive: true });
        if (!this.page || this.page.isClosed()) return;
        try {
            const { width, height } = await this.page.evaluate(() => ({
                width: window.innerWidth, height: document.documentElement.scrollHeight }));
            await this.page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true,
                clip: { x: 0, y: 0, width, height: Math.min(height, TALLEST) } });
        } catch (e) {
            console.log(`     no picture: ${e.message.split("\n")[0]}`);
        }
    }

    assertQuiet() {
        assert.deepEqual(this.complaints, [], "the browser's console");
    }

    async leave() {
        for (const c of this.contexts) await c.close();
    }
}

exports.signIn = async (page, { name, password }) => {
    await page.fill("#name", name);
    await page.fill("#password", password);
    await page.click("main form button");
};

exports.launch = async (site) => {
    const house = { site, states: {} };
    house.chromium = await chromium.launch({
        executablePath: process.env.CHROMIUM || PROGRAMS.find(fs.existsSync), args: ARGS });
    house.signedIn = async (role) => {
        if (!house.states[role]) {
            const context = await house.chromium.newContext({ baseURL: site.base, locale: "vi-VN" });
            context.setDefaultTimeout(PATIENCE);
            const page = await context.newPage();
            await page.goto("/login");
            await exports.signIn(page, site.logins[role]);
            assert.equal(new URL(page.url()).pathname, "/", `${role} is signed in`);
            house.states[role] = await context.storageState();
            await context.close();
        }
        return house.states[role];
    };
    house.visitor = () => new Visitor(house);
    house.close = () => house.chromium.close();
    return house;
};
