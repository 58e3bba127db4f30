/* Runs the browser tests against a product of their own, or the one at BASE.
 *
 *   node run.js [NAME...]                       only the files tests/browser/NAME.test.js
 *   BASE=http://127.0.0.1:8080 LOGINS=run.log   against a running product; LOGINS holds the lines
 *                                               `login ROLE NAME PASSWORD` that `dutyctl run` prints
 *
 * Screenshots of every page go to build/shots/. Ends with `N passed, N failed`. */
"use strict";
const fs = require("fs");
const path = require("path");
const product = require("./product");
const runner = require("./runner");
const { launch } = require("./browser");

async function main(names) {
    const files = fs.readdirSync(__dirname).filter((f) => f.endsWith(".test.js")).sort()
        .filter((f) => names.length === 0 || names.includes(path.basename(f, ".test.js")));
    const site = await product.start();
    let browser;
    try {
        browser = await launch(site);
        files.forEach((f) => require(path.join(__dirname, f)));
        return await runner.run(browser);
    } finally {
        if (browser) await browser.close();
        await site.stop();
    }
}

main(process.argv.slice(2)).then(({ passed, failed }) => {
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}, (e) => {
    console.error(e);
    console.log("0 passed, 1 failed");
    process.exitCode = 1;
});
