/* The product under test: started here in a folder of its own, or already running at BASE. */
"use strict";
const { spawn } = require("child_process");
const fs = require("fs");
const net = require("net");
const os = require("os");
const path = require("path");

const ROOT = path.resolve(__dirname, "../..");
const BUILD = path.resolve(ROOT, process.env.BUILD || "build");
const START_MS = 600000; /* a first start sets up a database and draws two months */

exports.ROOT = ROOT;
exports.SHOTS = path.join(BUILD, "shots");

function freePort() {
    return new Promise((resolve, reject) => {
        const server = net.createServer();
        server.on("error", reject);
        server.listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}

/* {role: {name, password}} from the lines a start prints. */
function logins(text) {
    const found = {};
    for (const m of text.matchAll(/^login (\S+) (\S+) (\S+)$/mg)) {
        found[m[1]] = { name: m[2], password: m[3] };
    }
    return found;
}

function ready(child, log) {
    return new Promise((resolve, reject) => {
        const say = (what) => reject(new Error(`dutyctl run ${what}:\n${log.text.slice(-2000)}`));
        const timer = setTimeout(() => say("was not ready in time"), START_MS);
        child.on("exit", (code) => say(`ended with ${code}`));
        const read = (bytes) => {
            log.text += bytes;
            if (/^ready$/m.test(log.text)) {
                clearTimeout(timer);
                resolve();
            }
        };
        child.stdout.on("data", read);
        child.stderr.on("data", read);
    });
}

function end(child) {
    return new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.removeAllListeners("exit");
        child.on("exit", resolve);
        child.kill("SIGINT");
    });
}

/* {base, logins, stop()}. */
exports.start = async () => {
    if (process.env.BASE) {
        return { base: process.env.BASE.replace(/\/$/, ""), stop: async () => {},
            logins: logins(fs.readFileSync(process.env.LOGINS, "utf8")) };
    }
    const state = fs.mkdtempSync(path.join(os.tmpdir(), "dutyd-browser-")), log = { text: "" };
    fs.chmodSync(state, 0o755); /* the database server runs as another user */
    const child = spawn(path.join(BUILD, "dutyctl"),
        ["run", "--port", String(await freePort()), "--state", path.join(state, "var")],
        { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
    const stop = async () => {
        await end(child);
        fs.rmSync(state, { recursive: true, force: true });
    };
    try {
        await ready(child, log);
    } catch (e) {
        await stop();
        throw e;
    }
    return { base: log.text.match(/^web (\S+?)\/?$/m)[1], logins: logins(log.text), stop };
};
