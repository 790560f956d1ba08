// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// check.mjs FACTS N: asks the servers that tests/api/run has started. FACTS has a line
// for each: a name and its address, or a token. Prints TAP from test N + 1 on.
import { Validator } from "@seriousme/openapi-schema-validator";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { atomFaults, jsonFeedFaults } from "./feeds.mjs";

const facts = Object.fromEntries(
  readFileSync(process.argv[2], "utf8").trim().split("\n").map((line) => line.split(" ")));
let n = Number(process.argv[3]);
let failed = 0;

function test(name, fault) {
  console.log(`${fault ? "not ok" : "ok"} ${++n} - ${name}`);
  if (fault) {
    failed++;
    console.log(`# ${String(fault).slice(0, 1500).replaceAll("\n", "\n# ")}`);
  }
}
const same = (name, wanted, got) =>
  test(name, wanted === got ? "" : `wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(got)}`);

async function ask(server, method, path, { token, json, headers = {}, body } = {}) {
  if (token) headers = { ...headers, Authorization: `Bearer ${token}` };
  if (json !== undefined) {
    headers = { "Content-Type": "application/json", ...headers };
    body = typeof json === "string" ? json : JSON.stringify(json);
  }
  const r = await fetch(facts[server] + path, { method, headers, body, redirect: "manual" });
  const text = await r.text();
  let value;
  try { value = JSON.parse(text); } catch { /* not JSON: value stays undefined */ }
  return { status: r.status, type: r.headers.get("content-type") ?? "", headers: r.headers, text, value };
}

// Whether so many bytes of JSON may come (Expect: 100-continue, RFC 9110 § 10.1.1). Who sends
// at once may find the connection closed before having read why.
const askFirst = (server, path, token, bytes) => new Promise((done, failed) => {
  const r = request(facts[server] + path, { method: "POST", headers: { Authorization: `Bearer ${token}`,
    "Content-Type": "application/json", "Content-Length": bytes, Expect: "100-continue" } });
  r.on("continue", () => failed(new Error("the server wants to read it")));
  r.on("error", failed);
  r.on("response", async (answer) => {
    const text = Buffer.concat(await answer.toArray()).toString();
    r.destroy();
    done({ status: answer.statusCode, type: answer.headers["content-type"] ?? "",
      headers: new Headers(answer.headers), text, value: JSON.parse(text) });
  });
  r.flushHeaders();
});

// ---- the description ----

const doc = JSON.parse(readFileSync("docs/api/openapi.json", "utf8"));
const valid = await new Validator().validate(structuredClone(doc));
test("the description is OpenAPI 3.1", valid.valid ? "" : JSON.stringify(valid.errors));

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: "doc", ...doc });
const pointer = (...keys) =>
  "doc#/" + keys.map((k) => k.replaceAll("~", "~0").replaceAll("/", "~1")).map(encodeURIComponent).join("/");

function schemaFault(path, method, answer) {
  const problem = answer.status >= 400 && !("number" in (answer.value ?? {}));
  const gone = answer.status === 404 && !problem;
  const keys = problem ? ["components", "schemas", "problem"]
    : gone ? ["components", "schemas", "action_gone"]
    : ["paths", path, method, "responses", "200", "content", "application/json", "schema"];
  const check = ajv.getSchema(pointer(...keys));
  if (!check) return `no schema at ${pointer(...keys)}`;
  if (answer.value === undefined) return `not JSON: ${answer.text.slice(0, 200)}`;
  const wanted = answer.status >= 400 ? "application/problem+json"
    : path.startsWith("/syote") ? "application/feed+json" : "application/json";
  if (answer.type !== wanted) return `the type is ${answer.type}, not ${wanted}`;
  return check(answer.value) ? "" : JSON.stringify(check.errors.slice(0, 3)) + answer.text.slice(0, 300);
}

// What stands for the {parts} of a path in a plan.
async function parts(server) {
  const lists = async (path, key) => (await ask(server, "GET", path)).value[key];
  return {
    slug: (await lists("/organisaatiot.json", "organisations")).map((o) => o.slug).slice(0, 5),
    code: (await lists("/tavoitteet.json", "goals")).map((g) => g.goal_slug).slice(0, 8),
    number: [...(await lists("/toimenpiteet.json?limit=4", "actions")).map((a) => a.number), 2, 999],
    vuosi: [2025], id: [999], person: [999], membership: [999], nro: [999], token: ["x"],
  };
}

function filled(path, values) {
  let all = [path];
  for (const [, name] of path.matchAll(/{(\w+)}/g)) {
    if (!values[name]) throw new Error(`${path}: tell this test what {${name}} may be`);
    all = all.flatMap((p) => values[name].map((v) => p.replace(`{${name}}`, v)));
  }
  return all;
}

async function everyAnswer(server, tokens) {
  const values = await parts(server);
  for (const [path, operations] of Object.entries(doc.paths)) {
    if (!operations.get || !path.endsWith(".json") || path === "/rajapinta.json") continue;
    const faults = [];
    for (const lang of ["", "/sv", "/en"])
      for (const address of filled(path, values))
        for (const token of tokens) {
          const answer = await ask(server, "GET", lang + address, { token: facts[token] });
          const fault = schemaFault(path, "get", answer);
          if (fault || answer.status >= 500) faults.push(`${lang}${address} as ${token}: ${answer.status} ${fault}`);
        }
    test(`${server}: GET ${path} answers as described`, faults.join("\n"));
  }
}

async function everyPath() {
  const values = { ...(await parts("year")), number: [1] };
  for (const [path, operations] of Object.entries(doc.paths))
    for (const method of Object.keys(operations)) {
      const address = filled(path, values)[0];
      const answer = await ask("year", method.toUpperCase(), address, { token: facts.koo, body: method === "post" ? "" : undefined });
      const there = answer.status < 500 && answer.status !== 405 && (answer.status !== 404 || /\{(token|membership|slug|nro|id|code)\}/.test(path));
      test(`${method} ${path} is there`, there ? "" : `${answer.status} ${answer.text.slice(0, 300)}`);
      const other = await ask("year", "PUT", address, { token: facts.koo });
      same(`PUT ${path} is not`, 405, other.status);
    }
}

async function written(who, path, address, json, status, headers = {}) {
  const answer = await ask("year", "POST", address, { token: facts[who], json, headers });
  const fault = schemaFault(path, "post", answer);
  test(`${who} POST ${address} ${JSON.stringify(json).slice(0, 60)}`,
    answer.status !== status ? `${answer.status}, not ${status}: ${answer.text.slice(0, 300)}` : fault);
  return answer;
}

// ---- what headers do ----

async function headers() {
  const get = (path, options) => ask("year", "GET", path, options);
  const nobody = await get("/seuranta.json");
  same("without a token 401", 401, nobody.status);
  same("… and how to come in", 'Bearer realm="vointi"', nobody.headers.get("www-authenticate"));
  const wrong = await get("/seuranta.json", { token: "vointi_nothing" });
  same("a wrong token is told", 'Bearer realm="vointi", error="invalid_token"', wrong.headers.get("www-authenticate"));
  same("the scheme has no case", 200, (await get("/seuranta.json", { headers: { Authorization: `bEARER ${facts.koo}` } })).status);
  same("another scheme is the proxy's", 200, (await get("/toimenpiteet.json", { headers: { Authorization: "Basic eDp5" } })).status);
  const mine = await get("/seuranta.json", { token: facts.koo });
  same("what a token reads is not kept", "no-store", mine.headers.get("cache-control"));
  same("no cookie comes with it", null, mine.headers.get("set-cookie"));
  same("a guest does not get it afterwards", 401, (await get("/seuranta.json")).status);
  same("a cookie beside a token counts for nothing", 401,
    (await get("/seuranta.json", { token: "vointi_nothing", headers: { Cookie: "vointi=x" } })).status);
  const list = await get("/toimenpiteet.json?limit=1");
  test("a long list goes on", /^<\/toimenpiteet.json\?limit=1&next=1>; rel="next"$/.test(list.headers.get("link")) ? "" : list.headers.get("link"));
  const feed = await get("/syote.atom");
  const etag = feed.headers.get("etag");
  same("a feed is Atom", "application/atom+xml; charset=utf-8", feed.type);
  test("… with whole addresses", feed.text.includes(`href="${facts.year}/muutokset`) ? "" : feed.text);
  same("… and comes again only when it changed", 304, (await get("/syote.atom", { headers: { "If-None-Match": etag } })).status);
  const elsewhere = await get("/syote.atom", { headers: { Host: "evil.example" } });
  test("another host's addresses are not kept for us",
    (await get("/syote.atom")).text.includes("evil.example") ? elsewhere.text : "");
}

// What the rules of feeds would find, tried on a sound one that is made wrong.
async function feedRules() {
  const at = (kind) => `${facts.changed}/syote.${kind}`;
  const atom = (await ask("changed", "GET", "/syote.atom")).text;
  const entry = atom.slice(atom.indexOf("<entry>"), atom.indexOf("</entry>") + 8);
  const wrong = [
    ["no moment", /<updated>[^<]*<\/updated>/, ""], ["a day", /<updated>[^<T]*T[^<]*</, "<updated>2026-01-01<"],
    ["a moment to come", /<updated>20../, "<updated>2999"], ["no id", /<id>[^<]*<\/id>/, ""],
    ["a bare id", /<id>[^<]*</, "<id>x<"], ["an id twice", entry, entry + entry],
    ["no author", /<author>.*<\/author>/, ""], ["an empty title", /<title>[^<]*</, "<title> <"],
    ["a path as link", /(rel="alternate"[^>]*href=")[^"]*/, "$1/muutokset"],
    ["no self", /<link rel="self"[^>]*>/, ""], ["another self", /(rel="self"[^>]*href="[^"]*)/, "$1x"],
    ["HTML", '<content type="text">', '<content type="html">'], ["another element", "</feed>", "<x/></feed>"],
    ["no XML", "</feed>", ""],
  ];
  for (const [name, from, to] of wrong)
    test(`of Atom it is found: ${name}`, atomFaults(atom.replace(from, to), at("atom")).length ? "" : "nothing was found");
  const json = (change) => {
    const feed = JSON.parse(JSON.stringify(sound));
    change(feed);
    return jsonFeedFaults(feed, at("json")).length ? "" : "nothing was found";
  };
  const sound = (await ask("changed", "GET", "/syote.json")).value;
  const bad = { "no version": (f) => delete f.version, "1.0": (f) => { f.version = "https://jsonfeed.org/version/1"; },
    "no title": (f) => delete f.title, "a number as id": (f) => { f.items[0].id = 1; },
    "no id": (f) => delete f.items[0].id, "an id twice": (f) => f.items.push(f.items[0]),
    "no content": (f) => delete f.items[0].content_text, "a bare day": (f) => { f.items[0].date_published = "2026-01-01"; },
    "an author of nothing": (f) => { f.items[0].authors = [{}]; }, "a path": (f) => { f.items[0].url = "/muutokset"; },
    "another key": (f) => { f.items[0].author = {}; }, "another address": (f) => { f.feed_url += "x"; } };
  for (const [name, change] of Object.entries(bad)) test(`of JSON Feed it is found: ${name}`, json(change));
}

// Everything, one goal's and one organisation's, in each language.
async function feeds() {
  const slug = (await ask("demo", "GET", "/organisaatiot.json")).value.organisations[0].slug;
  for (const server of ["demo", "changed", "hostile", "deep", "year"])
    for (const lang of ["", "/sv", "/en"])
      for (const which of server === "demo" ? ["", "?tavoite=i", `?organisaatio=${slug}`] : [""]) {
        const at = (kind) => `${lang}/syote.${kind}${which}`;
        const [atom, json] = [await ask(server, "GET", at("atom")), await ask(server, "GET", at("json"))];
        test(`${server}: ${at("atom")} is Atom`, atomFaults(atom.text, facts[server] + at("atom")).join("; "));
        test(`${server}: ${at("json")} is a JSON Feed`,
          jsonFeedFaults(json.value, facts[server] + at("json")).join("; "));
        same(`${server}: both tell of the same`, atom.text.split("<entry>").length - 1, json.value?.items?.length);
      }
}

async function writing() {
  const first = { "rev-1": null, "status-1": "progress", "done-1": "Yksi <b>\u{1D11E}&\"'" };
  await written("koo", "/seuranta", "/seuranta", { year: 2025, due_on: "13.2.2030" }, 200);
  await written("koo", "/seuranta", "/seuranta", { year: "x" }, 422);
  await written("koo", "/seuranta", "/seuranta", { nothing: 1 }, 422);
  await written("reads", "/seuranta", "/seuranta", { year: 2024 }, 403);
  await written("kati", "/seuranta", "/seuranta", { year: 2024 }, 403);
  await written("bea", "/paivitys/{vuosi}/{slug}", "/paivitys/2025/aapalan-kunta", first, 403);
  const saved = await written("kati", "/paivitys/{vuosi}/{slug}", "/paivitys/2025/aapalan-kunta", first, 200,
    { "Idempotency-Key": "a" });
  const again = await written("kati", "/paivitys/{vuosi}/{slug}", "/paivitys/2025/aapalan-kunta", first, 200,
    { "Idempotency-Key": "a" });
  same("the same answer", saved.text, again.text);
  same("what was sent is what is kept", first["done-1"], saved.value.entries[0].done);
  const read = await ask("year", "GET", "/paivitys/2025/aapalan-kunta.json", { token: facts.kati });
  const etag = read.headers.get("etag");
  await written("kati", "/paivitys/{vuosi}/{slug}", "/paivitys/2025/aapalan-kunta", { "rev-1": 1, "status-1": "done" }, 200, { "If-Match": etag });
  await written("kati", "/paivitys/{vuosi}/{slug}", "/paivitys/2025/aapalan-kunta", { "rev-1": 2, "status-1": "stopped" }, 412, { "If-Match": etag });
  await written("kati", "/paivitys/{vuosi}/{slug}", "/paivitys/2025/aapalan-kunta", { "rev-1": 1, "status-1": "done", "done-1": "x" }, 409);
  await written("kati", "/paivitys/{vuosi}/{slug}", "/paivitys/2025/aapalan-kunta", { laheta: "silti" }, 200);
  for (const body of ["", "{", "[]", "null", '"x"', "1", '{"a":[]}', '{"a":{}}', '{"a":1.5}', '{"a":"\\u0000"}', '{"a":1,"a":2}', "{\"a\":\"\\ud800\"}"]) {
    const answer = await ask("year", "POST", "/seuranta", { token: facts.koo, json: body });
    test(`a body ${JSON.stringify(body)} is refused in words`,
      [400, 422].includes(answer.status) ? (body ? schemaFault("/seuranta", "post", answer) : "") : `${answer.status} ${answer.text}`);
  }
  const answer = await ask("year", "POST", "/seuranta", { token: facts.koo, body: "<x/>", headers: { "Content-Type": "text/xml" } });
  same("another type is refused", 415, answer.status);
  test("… in JSON, as a program asks", schemaFault("/seuranta", "post", answer));
  const big = await ask("year", "POST", "/seuranta", { token: facts.koo, json: { year: "x".repeat(900000) } });
  same("a long value is told", 422, big.status);
  const huge = await askFirst("year", "/sv/seuranta", facts.koo, 2 << 20);
  same("too much is told before it is read", 413, huge.status);
  test("… in the language of the address", huge.text.includes("Det här är mer") ? schemaFault("/seuranta", "post", huge) : huge.text);
  const site = { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" };
  await written("koo", "/seuranta", "/seuranta", { year: 2023 }, 200, site);
  const form = await ask("year", "POST", "/kirjaudu", { body: "email=x", headers: { ...site, "Content-Type": "application/x-www-form-urlencoded" } });
  same("without a token another site may send nothing", 403, form.status);
  const many = await Promise.all(Array.from({ length: 8 }, () =>
    ask("year", "POST", "/seuranta", { token: facts.koo, json: { year: 2020 }, headers: { "Idempotency-Key": "many" } })));
  same("eight at once with one key are one", "200", [...new Set(many.map((a) => a.status))].join());
  const list = await ask("year", "GET", "/seuranta.json", { token: facts.koo });
  same("… change", 1, list.value.rounds.filter((r) => r.year === 2020).length);
}

async function tries() {
  const from = (network, token) => ask("year", "GET", "/seuranta.json", { token, headers: { "X-Real-IP": network } });
  let last;
  for (let i = 0; i < 30; i++) last = await from("192.0.2.7", `vointi_wrong${i}`);
  same("thirty wrong tokens are only wrong", 401, last.status);
  last = await from("192.0.2.7", facts.koo);
  same("then nothing comes in from there for a while", 429, last.status);
  same("… which is told", "900", last.headers.get("retry-after"));
  same("from elsewhere it does", 200, (await from("192.0.2.8", facts.koo)).status);
}

await headers();
await feedRules();
await feeds();
await writing();
await everyPath();
await everyAnswer("year", ["nobody", "koo", "reads", "kati", "bea"]);
for (const server of ["demo", "changed", "hostile", "deep"]) await everyAnswer(server, ["nobody"]);
await tries();
console.log(`1..${n}`);
process.exitCode = 0;
