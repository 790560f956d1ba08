// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/run.mjs BASE_URL PAGES.txt [FACE…]: checks every page of the
// list in every face, or in those named ("1280" "390"), and prints a line for each
// (TAP); exit status 1 when one fails.
import { check, faces as allFaces, stop } from './browser.mjs'
import { pagesOfArguments } from './pages.mjs'

const pages = await pagesOfArguments('run.mjs')
const named = process.argv.slice(4)
const faces = named.length ? allFaces.filter((f) => named.includes(f.name)) : allFaces
let number = 0
let bad = 0
console.log(`1..${pages.length * faces.length}`)
const session = process.env.VOINTI_SESSION
for (const { path, url, status, form } of pages) {
  for (const face of faces) {
    let faults
    try {
      faults = await check(url, { ...face, session }, { status, form })
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
