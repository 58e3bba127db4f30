// Solves an integer program with HiGHS: `node highs.js FOLDER FILE.lp SECONDS` with the package in
// FOLDER/node_modules. Prints the status and the value, then the variables that are 1.
"use strict";
const fs = require("fs");
const path = require("path");

async function main([folder, file, seconds]) {
  const home = path.resolve(folder, "node_modules", "highs");
  const highs = await require(home)();
  const found = highs.solve(fs.readFileSync(file, "utf8"), {
    time_limit: Number(seconds), threads: 1, random_seed: 1,
  });
  console.log(`${found.Status.replace(/ /g, "_")} ${found.ObjectiveValue}`);
  for (const [name, column] of Object.entries(found.Columns)) {
    if (column.Primal > 0.5) console.log(name);
  }
}

main(process.argv.slice(2));
