// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/browser/evidence.mjs BASE_URL SESSION COORDINATOR: a row with an action of its own
// and a photograph of a phone, with JavaScript; then without it a file that is refused; then
// the whole way until everybody sees it. Prints TAP.
import { browse } from './browser.mjs'
import { story, tell, unfold } from './story.mjs'

const [base, session, coordinator] = process.argv.slice(2)
const desk = new URL('/paivitys/2025/aapalan-kunta', base).href
const loads = (page, act) => Promise.all([page.waitForEvent('load'), act])

// 40 × 20, red on the left, as a phone writes it that lies on its side: with a place.
async function photograph(page) {
  const bytes = Buffer.from(await page.evaluate(async () => {
    const c = new OffscreenCanvas(40, 20)
    const at = c.getContext('2d')
    at.fillStyle = 'blue'
    at.fillRect(0, 0, 40, 20)
    at.fillStyle = 'red'
    at.fillRect(0, 0, 20, 20)
    return [...new Uint8Array(await (await c.convertToBlob({ type: 'image/jpeg', quality: 1 }))
      .arrayBuffer())]
  }))
  const exif = Buffer.from('ffe10000' + '457869660000' + '4d4d002a00000008' + '0002' +
    '010f00020000000700000026' + '011200030000000100060000' + '00000000' + '53414c41494e4500', 'hex')
  exif.writeUInt16BE(exif.length - 2, 2)
  return Buffer.concat([bytes.subarray(0, 2), exif, bytes.subarray(2), Buffer.from('SALAINE')])
}

// How a browser shows a picture: its sides, and the colour of its upper left corner.
const shown = (page, bytes) => page.evaluate(async (b) => {
  const picture = await createImageBitmap(new Blob([new Uint8Array(b)], { type: 'image/jpeg' }))
  const c = new OffscreenCanvas(picture.width, picture.height)
  c.getContext('2d').drawImage(picture, 0, 0)
  const [r, , blue] = c.getContext('2d').getImageData(2, 2, 1, 1).data
  return `${picture.width}×${picture.height} ${r > blue ? 'red' : 'blue'}`
}, [...bytes])

async function withScript(page) {
  await page.goto(desk)
  const row = page.locator('article.v-act').first()
  const own = row.locator('select').last()
  const saves = (what, act) => Promise.all([page.waitForResponse((r) =>
    r.request().method() === 'POST' && r.request().postData()?.includes(what)), act])
  await saves('=progress', row.locator('label.s-progress').click())
  await row.locator('.v-own > summary').click()
  await saves('=done', own.selectOption('done'))
  await page.reload()
  await unfold(row)
  tell('an action’s own state is saved by itself', await own.inputValue() === 'done',
    await own.inputValue())
  await row.locator('textarea[name^="done-"]').fill('Kerho & <leiri>')
  await loads(page, row.getByRole('button', { name: 'Tallenna ja lisää tiedostoja' }).click())
  tell('the button leads to the files of the row', page.url().endsWith('/i-1/tiedostot'), page.url())
  const picture = await photograph(page)
  await page.locator('input[type=file]').setInputFiles([
    { name: 'leiri ä <b>.jpg', mimeType: 'image/jpeg', buffer: picture }])
  await loads(page, page.getByRole('button', { name: 'Lisää tiedostot' }).click())
  const link = page.getByRole('link', { name: 'leiri ä <b>.jpg' })
  tell('the file is there by its name', await link.count() === 1, await page.content())
  const file = await page.request.get(new URL(await link.getAttribute('href'), base).href)
  const kept = await file.body()
  tell('it comes as a download of our name', /^attachment; filename="vointi-\d+\.jpg"$/
    .test(file.headers()['content-disposition']), file.headers())
  tell('without what it told', !kept.includes('SALA') && picture.includes('SALA'), kept.length)
  const [before, after] = [await shown(page, picture), await shown(page, kept)]
  tell('and it stands as it stood', before === after && before.startsWith('20×40'), [before, after])
  await loads(page, page.getByRole('link', { name: 'Takaisin riville' }).click())
  tell('what was typed is there', await row.locator('textarea[name^="done-"]').inputValue() ===
    'Kerho & <leiri>', page.url())
  tell('and the file beside it', await row.getByRole('link', { name: 'leiri' }).count() === 1)
}

async function withoutScript(page) {
  await page.goto(desk)
  const row = page.locator('article.v-act:has(fieldset)').nth(1)
  await row.locator('label.s-done').click()
  await row.locator('textarea[name^="done-"]').fill('Ilman skriptiä')
  await loads(page, row.getByRole('button', { name: 'Tallenna ja lisää tiedostoja' }).click())
  const input = page.locator('input[type=file]')
  await input.setInputFiles([{ name: 'sivu.html', mimeType: 'text/html',
    buffer: Buffer.from('<script>alert(1)</script>') }])
  await loads(page, page.getByRole('button', { name: 'Lisää tiedostot' }).click())
  tell('a refused file is told with its name', await page.locator('.ds-error-summary')
    .getByText('sivu.html').count() === 1, await page.title())
  tell('beside its field', (await input.getAttribute('aria-describedby'))?.includes('virhe') &&
    await input.getAttribute('aria-invalid') === 'true')
  await loads(page, page.getByRole('button', { name: 'Lisää tiedostot' }).click())
  tell('no file is told', await page.getByText('Valitse ensin tiedosto').count() > 0)
  await input.setInputFiles([{ name: 'ohjelma.pdf', mimeType: 'application/pdf', buffer:
    Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n') }])
  await loads(page, page.getByRole('button', { name: 'Lisää tiedostot' }).click())
  tell('a sound one is taken', await page.getByRole('link', { name: 'ohjelma.pdf' }).count() === 1)
  await loads(page, page.getByRole('button', { name: 'Poista' }).click())
  tell('and taken away again', await page.getByRole('link', { name: 'ohjelma.pdf' }).count() === 0)
  await loads(page, page.getByRole('link', { name: 'Takaisin riville' }).click())
  tell('nothing of the row is lost', await row.locator('textarea[name^="done-"]').inputValue() ===
    'Ilman skriptiä' && await row.locator('input:checked').inputValue() === 'done')
  await row.locator('textarea[name^="done-"]').fill('Ilman skriptiä 2')
  await loads(page, page.getByRole('button', { name: 'Lähetä koordinaattorille' }).click())
  tell('it is sent', await page.getByText('Kiitos').count() > 0, page.url())
}

async function accepted(page) {
  await page.goto(new URL('/seuranta/2025/aapalan-kunta', base).href)
  tell('the coordinator sees the file', await page.getByRole('link', { name: 'leiri' }).count() === 1)
  await loads(page, page.getByRole('button', { name: 'Hyväksy' }).click())
}

async function everybody(page) {
  await page.goto(new URL('/toimenpiteet/2', base).href)
  tell('everybody sees how the action goes', await page.locator('dd .c-done').count() === 1,
    await page.title())
  const answer = await page.request.get(new URL('/todisteet/1', base).href)
  tell('and reads the file', answer.status() === 200 &&
    answer.headers()['content-security-policy'].includes('sandbox'), answer.status())
}

await story(async () => {
  await browse({ session, url: base }, withScript)
  await browse({ session, url: base, noJs: true, width: 390 }, withoutScript)
  await browse({ session: coordinator, url: base }, accepted)
  await browse({}, everybody)
})
