// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// What is wrong with a feed, as a list of sentences: Atom by RFC 4287 (atom.rng, and what no
// schema can say), JSON by https://www.jsonfeed.org/version/1.1/.
import { spawnSync } from "node:child_process";

const twice = (list) => list.filter((x, i) => list.indexOf(x) !== i);
const unescaped = (s) => s.replace(/&(lt|gt|amp|quot|#39|#34);/g, (m, name) =>
  ({ lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'", "#34": '"' })[name]);

// The texts of an element, or what stands in an attribute of it, in order.
const texts = (xml, name) => [...xml.matchAll(new RegExp(`<${name}[^>]*>([^<]*)</${name}>`, "g"))]
  .map((m) => unescaped(m[1]));

export function atomFaults(xml, address) {
  const faults = [];
  const fault = (words, list) => list.length && faults.push(`${words}: ${list.slice(0, 3).join(", ")}`);
  const schema = spawnSync("xmllint", ["--nonet", "--noout", "--relaxng", "tests/api/atom.rng", "-"],
    { input: xml, encoding: "utf8" });
  if (schema.status !== 0) fault("the schema", [schema.error ? String(schema.error) : schema.stderr]);
  const [head, ...entries] = xml.split("<entry>");
  fault("an id twice (4.1.2)", twice(texts(xml, "id")));
  fault("an id that is not in its normal form (4.2.6)", texts(xml, "id").filter((id) =>
    !URL.canParse(id) || id !== (id.startsWith("urn:uuid:") ? id.toLowerCase() : new URL(id).href)));
  // one link of a kind (4.1.1, 4.1.2)
  for (const part of [head, ...entries])
    fault("two links of a kind", twice([...part.matchAll(/<link rel="(\w+)" type="([^"]*)"/g)].map((m) => m[1] + m[2])));
  const self = head.match(/<link rel="self"[^>]* href="([^"]*)"/);
  if (!self || unescaped(self[1]) !== address) fault("self (4.2.7.2)", [String(self?.[1]), address]);
  const [updated, ...changed] = texts(xml, "updated");
  fault("an entry newer than the feed (4.2.15)", changed.filter((t) => t > updated));
  fault("a moment to come", [updated].filter((t) => new Date(t) > Date.now() + 60e3));
  fault("published after updated", entries.filter((e) => texts(e, "published")[0] > texts(e, "updated")[0]));
  return faults;
}

const isAddress = (s) => typeof s === "string" && /^https?:\/\/[^\s]+$/.test(s) && URL.canParse(s);
const isMoment = (s) => typeof s === "string" && !Number.isNaN(Date.parse(s)) &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(s);
const isWords = (s) => typeof s === "string" && s.trim() !== "";
const isLanguage = (s) => typeof s === "string" && /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(s);

const authorFault = (a) => typeof a === "object" && a && ["name", "url", "avatar"].some((k) => k in a) &&
  Object.keys(a).every((k) => ["name", "url", "avatar"].includes(k) || k.startsWith("_")) &&
  isWords(a.name ?? "x") && isAddress(a.url ?? "https://x") ? "" : "an author";

// Each key with what it must be; "!" : it must be there.
const top = { "version!": (x) => x === "https://jsonfeed.org/version/1.1", "title!": isWords,
  home_page_url: isAddress, feed_url: isAddress, description: isWords, language: isLanguage,
  authors: (x) => Array.isArray(x) && x.length && !x.some(authorFault), "items!": Array.isArray };
const item = { "id!": isWords, url: isAddress, title: isWords, content_text: (x) => typeof x === "string",
  summary: isWords, date_published: isMoment, date_modified: isMoment, language: isLanguage,
  authors: (x) => Array.isArray(x) && x.length && !x.some(authorFault),
  tags: (x) => Array.isArray(x) && x.every(isWords) };

function against(rules, value, where) {
  const faults = [];
  for (const [rule, right] of Object.entries(rules)) {
    const key = rule.replace("!", "");
    if (rule.endsWith("!") && !(key in value)) faults.push(`${where} has no ${key}`);
    if (key in value && !right(value[key])) faults.push(`${where}: ${key} is ${JSON.stringify(value[key])}`);
  }
  const known = Object.keys(rules).map((rule) => rule.replace("!", ""));
  return faults.concat(Object.keys(value).filter((k) => !known.includes(k) && !k.startsWith("_"))
    .map((k) => `${where} has ${k}, which the rules do not know`));
}

export function jsonFeedFaults(feed, address) {
  if (typeof feed !== "object" || !feed || !Array.isArray(feed.items)) return ["it is no feed"];
  const faults = against(top, feed, "the feed");
  for (const [i, x] of feed.items.entries()) {
    faults.push(...against(item, x, `item ${i}`));
    if (!("content_text" in x)) faults.push(`item ${i} has no content`);
  }
  if (feed.feed_url !== address) faults.push(`feed_url is ${feed.feed_url}, not ${address}`);
  const ids = twice(feed.items.map((x) => x.id));
  if (ids.length) faults.push(`ids twice: ${ids.slice(0, 3)}`);
  return faults;
}
