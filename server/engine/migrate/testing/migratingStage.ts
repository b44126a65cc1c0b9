import { compile } from '../../compile.ts'
import type { Definition } from '../../definition.ts'
import { Stage } from '../../sandbox/stage.ts'
import type { Theatre } from '../../simulation/theatre.ts'
import type { ProcessWork } from '../../work.ts'
import { makePlan, type Plan } from '../plan.ts'

const MARK = 'other_'
export const unmarked = (text: string): string => text.replaceAll(MARK, '')

/** A theatre whose instance goes to a drawing with other names, and back, before every second move that changes something. */
export function migratingStage(work: ProcessWork): Theatre & { migrations: number } {
  const stage = new Stage(work)
  const { complete, retry, signal, message, fire, history } = stage
  const deploy = stage.deploy.bind(stage)
  let plans: Plan[] = []
  let moves = 0
  async function goOver(id: string): Promise<void> {
    const [plan] = plans
    if (stage.isKilled || !plan || ++moves % 2 !== 0) return
    plans.reverse()
    theatre.migrations++
    await stage.migrate(id, plan)
  }
  const theatre = Object.assign(stage, {
    migrations: 0,
    async deploy(xml: string) {
      plans = await plansBetween(xml, new Set(Object.keys(work.services)))
      return deploy(xml)
    },
    async complete(...[id, no, variables]: Parameters<typeof complete>) {
      if ((await stage.look(id)).tasks.get(no)) await goOver(id)
      return complete(id, no, variables)
    },
    async message(...[id, name, key, variables]: Parameters<typeof message>) {
      if (key === 'K') await goOver(id)
      return message(id, name, key, variables)
    },
    async signal(...[id, name, variables]: Parameters<typeof signal>) {
      await goOver(id)
      return signal(id, name, variables)
    },
    async retry(id: string) {
      await goOver(id)
      return retry(id)
    },
    async fire(id: string, no: number) {
      await goOver(id)
      return fire(id, no)
    },
    async history(id: string) {
      const rows = (await history(id)).filter(({ event }) => event !== 'migrated')
      return rows.map((row) => ({ ...row, elementId: row.elementId && unmarked(row.elementId) }))
    },
  })
  return theatre
}

/** There and back. */
async function plansBetween(xml: string, bindings: ReadonlySet<string>): Promise<Plan[]> {
  const [head = '', body = ''] = xml.split(/(?=<process )/)
  const [tag = '', ...inner] = body.split('>')
  const renamed = inner
    .join('>')
    .replace(/\b(id|sourceRef|targetRef|attachedToRef|default|activityRef)="/g, `$1="${MARK}`)
  const old = await compiled(xml, bindings)
  const next = await compiled(`${head}${tag}>${renamed}`, bindings)
  const names = namesIn(old)
  const there = Object.fromEntries(names.map((name) => [name, `${MARK}${name}`]))
  const back = Object.fromEntries(names.map((name) => [`${MARK}${name}`, name]))
  return [makePlan(old, next, there), makePlan(next, old, back)]
}

const namesIn = ({ elements }: Definition): string[] =>
  [...elements.values()].flatMap(({ id, outgoing }) => [id, ...outgoing.map((flow) => flow.id)])

async function compiled(xml: string, bindings: ReadonlySet<string>): Promise<Definition> {
  const { definition, problems } = await compile(xml, bindings)
  if (!definition) throw new Error(problems.map(({ code, elementId }) => `${code} ${elementId}`).join(', '))
  return definition
}
