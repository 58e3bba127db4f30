/* The smallest runner that serves: a test is a promise in words and a function that keeps it. */
"use strict";
const LONGEST = 600000; /* ms a test may take on a busy machine */
const tests = [];

exports.test = (name, body, longest = LONGEST) => tests.push({ name, body, longest });

function within(promise, ms) {
    let timer;
    const late = new Promise((_, reject) => {
        timer = setTimeout(() => reject(new Error(`not done after ${ms / 1000} s`)), ms);
    });
    return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/* Runs all, each with a visitor of its own; what the visitor's pages complained of is a failure. */
exports.run = async (browser) => {
    let passed = 0, failed = 0;
    for (const { name, body, longest } of tests) {
        const visitor = browser.visitor(), start = Date.now();
        try {
            await within(body(visitor), longest);
            visitor.assertQuiet();
            passed++;
            console.log(`ok   ${name} (${Date.now() - start} ms)`);
        } catch (e) {
            failed++;
            console.log(`FAIL ${name}\n${String(e.stack || e).replace(/^/gm, "     ")}`);
            await visitor.picture(`fail-${failed}`);
        }
        await visitor.leave();
    }
    return { passed, failed };
};
