// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/run.mjs BASE_URL PAGES.txt: checks every page of the list in
// every face and prints a line for each (TAP). A line of the list is a path, and
// after it the status to expect when that is not 200: "/no-such-page 404".
// Empty lines and lines that begin with # are passed over.
import { readFile } from 'node:fs/promises'
import { check, faces, stop } from './browser.mjs'

const [base, list] = process.argv.slice(2)
if (!base || !list) {
  console.error('use: node tests/browser/run.mjs BASE_URL PAGES.txt')
  process.exit(2)
}
const pages = (await readFile(list, 'utf8')).split('\n').map((line) => line.trim())
  .filter((line) => line && !line.startsWith('#')).map((line) => line.split(/\s+/))
if (!pages.length) {
  console.error(`${list}: no pages to check`)
  process.exit(2)
}

let number = 0
let bad = 0
console.log(`1..${pages.length * faces.length}`)
for (const [path, status = '200'] of pages) {
  for (const face of faces) {
    let faults
    try {
      faults = await check(new URL(path, base).href, face, { status: Number(status) })
    } catch (e) {
      faults = [{ check: 'page', text: e.message }]
    }
    number++
    if (faults.length) bad++
    console.log(`${faults.length ? 'not ok' : 'ok'} ${number} - ${path} at ${face.name}`)
    for (const f of faults) console.log(`#   ${f.check}: ${f.text.replaceAll('\n', ' ')}`)
  }
}
await stop()
console.log(`# ${number - bad} passed, ${bad} failed`)
process.exit(bad ? 1 : 0)
