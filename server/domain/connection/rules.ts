import { type Connection, ConnectionStage, type ConnectionStep } from '#shared/contract/connection'

export type StageRow = { stage: ConnectionStage; enteredAt: string; leftAt: string | null; dueAt: string | null }
type Where = Pick<Connection, 'stage' | 'outcome'>

/** The whole way in its order: what is behind, what is now, what is to come, and where an application that ended early stopped. */
export function stepsOf({ stage, outcome }: Where, rows: readonly StageRow[]): ConnectionStep[] {
  const now = ConnectionStage.options.indexOf(stage)
  const isStopped = outcome !== null && outcome !== 'connected'
  return ConnectionStage.options.map((each, index) => {
    const row = rows.find((one) => one.stage === each)
    const { enteredAt = null, leftAt = null, dueAt = null } = row ?? {}
    if (outcome === 'connected' || index < now) return { stage: each, state: 'done', enteredAt, leftAt, dueAt }
    if (index > now) return { stage: each, state: 'ahead', enteredAt: null, leftAt: null, dueAt: null }
    return { stage: each, state: isStopped ? 'stopped' : 'now', enteredAt, leftAt, dueAt }
  })
}

const KINDS = { person: 'физическое лицо', soleTrader: 'ИП', organization: 'юридическое лицо' }
type Described = Pick<
  Connection,
  'applicantKind' | 'powerKw' | 'voltageKv' | 'distanceM' | 'isTemporary' | 'objectAddress'
>

/** The application in a sentence, as it stands in lists of cases. */
export function describe(about: Described): string {
  const { applicantKind, powerKw, voltageKv, distanceM, isTemporary, objectAddress } = about
  const number = (value: number) => String(value).replace('.', ',')
  const parts = [
    `Присоединение объекта: ${objectAddress}`,
    `${KINDS[applicantKind]}, ${number(powerKw)} кВт, ${number(voltageKv)} кВ, ${distanceM} м до сети`,
    ...(isTemporary ? ['временное, передвижной объект'] : []),
  ]
  return `${parts.join('. ')}.`
}
