import type { Options } from '../options.ts'
import { DEMO_PASSWORD } from './demo/company.ts'

/** A line for the person at the terminal. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Where everything is, and how to sign in. */
export function announceAddresses(url: string, options: Options): void {
  const rows: [string, string][] = [
    ['Desktop', `${url}/desktop/`],
    ['Portal', `${url}/portal/`],
    ['Chat widget', `${url}/widget/`],
    ["Caller's phone", `${url}/caller/`],
    ['API docs', `${url}/api/docs`],
  ]
  if (options.isDemo) rows.splice(4, 0, ['Mailbox', `${url}/mailbox/   (SMTP ${options.host}:${options.mailPort})`])
  say('')
  say('«Окно» is ready.')
  for (const [name, address] of rows) say(`  ${name.padEnd(15)} ${address}`)
  if (options.isDemo) {
    say(`  Sign-ins        agent1…agent6, clerk1…clerk5, specialist1…specialist6, supervisor1…supervisor4,`)
    say(`                  analyst1, admin1, auditor1; password: ${DEMO_PASSWORD}`)
  }
  say('  Ctrl-C stops everything.')
}
