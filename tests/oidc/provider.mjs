// SPDX-License-Identifier: EUPL-1.2
// SPDX-FileCopyrightText: 2026 Vointi contributors
//
// node tests/oidc/provider.mjs PORT BACK: an identity provider that others wrote (npm
// oidc-provider), on this machine. Whoever signs in as NAME is NAME@example.org; "paha" has
// an address that nobody verified. Prints its address when it is ready.
import Provider from 'oidc-provider'

const [port, back] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`
const groups = { kati: ['lape kotka', 'muut'], koo: ['lape'] }

const provider = new Provider(issuer, {
  clients: [{ client_id: 'vointi', client_secret: 'sala & sana=1:%', redirect_uris: [back],
    response_types: ['code'], grant_types: ['authorization_code'] }],
  claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'],
    groups: ['groups'] },
  pkce: { required: () => true },
  cookies: { keys: ['a key for tests'] },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id,
    email: `${id.toUpperCase()}@example.org`, email_verified: id !== 'paha', name: id,
    groups: groups[id] ?? [] }) }),
})
provider.listen(Number(port), '127.0.0.1', () => console.log(issuer))
