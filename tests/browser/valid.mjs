// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/valid.mjs BASE_URL PAGES.txt: is the HTML of every page of the
// list valid? The Nu Html Checker reads them all in one run, because it takes
// seconds to start. Prints TAP; exit status 1 when a page is not valid.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pagesOfArguments } from './pages.mjs'

const vnu = createRequire(import.meta.url)('vnu-jar')
const pages = await pagesOfArguments('valid.mjs')
const session = process.env.VOINTI_SESSION
const folder = await mkdtemp(join(tmpdir(), 'vointi-'))

const request = (form) => ({
  headers: session ? { Cookie: `vointi=${session}` } : {},
  ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
})
const faults = pages.map(() => [])
const files = pages.map((_, i) => join(folder, `${i}.html`))
try {
  for (const [i, { url, status, form }] of pages.entries()) {
    const answer = await fetch(url, request(form)).catch((e) => ({ status: e.cause ?? e, text: () => '' }))
    if (answer.status !== status) faults[i].push(`answered ${answer.status}, not ${status}`)
    await writeFile(files[i], await answer.text())
  }
  const java = spawnSync('java', ['-jar', vnu, '--format', 'json', '--exit-zero-always', ...files],
    { encoding: 'utf8', maxBuffer: 1 << 28 })
  if (java.error || java.status !== 0) throw java.error ?? new Error(java.stderr)
  for (const m of JSON.parse(java.stderr).messages) {
    const i = files.findIndex((f) => m.url.endsWith(f))
    const at = m.lastLine ? `line ${m.lastLine}: ` : ''
    if (m.type === 'error' || m.subType === 'warning') faults[i].push(at + m.message)
  }
} finally {
  await rm(folder, { recursive: true })
}

console.log(`1..${pages.length}`)
for (const [i, { path }] of pages.entries()) {
  console.log(`${faults[i].length ? 'not ok' : 'ok'} ${i + 1} - ${path} is valid HTML`)
  for (const text of faults[i].slice(0, 20)) console.log(`#   ${text}`)
}
const bad = faults.filter((f) => f.length).length
console.log(`# ${pages.length - bad} passed, ${bad} failed`)
process.exit(bad ? 1 : 0)
