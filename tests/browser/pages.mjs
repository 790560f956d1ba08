// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// The list of pages that run.mjs and valid.mjs go through. A line is a path, and
// after it the status to expect when that is not 200: "/no-such-page 404", and a form
// to send: "/seuranta 422 year=x". Empty lines and lines that begin with # are passed
// over. VOINTI_SESSION: the session to visit them with.
import { readFile } from 'node:fs/promises'

// [{ path, url, status, form }] from the arguments BASE_URL PAGES.txt of a program.
export async function pagesOfArguments(program) {
  const [base, list] = process.argv.slice(2)
  if (!base || !list) {
    console.error(`use: node tests/browser/${program} BASE_URL PAGES.txt`)
    process.exit(2)
  }
  const pages = (await readFile(list, 'utf8')).split('\n').map((line) => line.trim())
    .filter((line) => line && !line.startsWith('#')).map((line) => line.split(/\s+/))
    .map(([path, status = '200', form]) =>
      ({ path: form ? `${path} ${form}` : path, url: new URL(path, base).href,
        status: Number(status), form }))
  if (!pages.length) {
    console.error(`${list}: no pages to check`)
    process.exit(2)
  }
  return pages
}
