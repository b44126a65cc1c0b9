import type { FormSchema, FormValues } from '#shared/contract/form'
import { readForm } from '#shared/rules/form/formProblems'
import { readValues } from '#shared/rules/form/readValues'
import type { Context } from '../../db/context.ts'
import { today } from '../../domain/calendar/index.ts'
import type { StepProcess } from '../../domain/task/index.ts'
import type { Engine, OpenStep } from '../../engine/index.ts'
import { judge } from './judge.ts'

type Token = { instanceId: string; tokenNo: number }

/** The forms of steps, each from the version its instance runs. */
export const stepForms = (engine: Pick<Engine, 'openStep'>): Pick<StepProcess, 'openForm' | 'readForm'> => ({
  async openForm(token, ctx) {
    const step = await engine.openStep(token, ctx)
    const schema = schemaOf(step)
    return schema && { schema, variables: shownBy(schema, step.variables) }
  },
  readForm: (token, given, ctx) => read(engine, token, given, ctx),
})

async function read(engine: Pick<Engine, 'openStep'>, token: Token, given: FormValues, ctx: Context) {
  const step = await engine.openStep(token, ctx)
  const schema = schemaOf(step) ?? { type: 'default' as const, components: [] }
  return readValues({ schema, given, variables: step.variables, today: await today(ctx) }, judge)
}

function schemaOf({ attributes, enclosed }: OpenStep): FormSchema | null {
  const form = enclosed.forms.find(({ id }) => id === attributes.form)
  if (!form) return null
  const found = readForm(form.text)
  if ('problem' in found) throw new Error(`form ${form.id} of a deployed version is broken: ${found.problem.at}`)
  return found.schema
}

/** Only the variables whose names occur in the form leave the server. */
function shownBy(schema: FormSchema, variables: FormValues): FormValues {
  const words = new Set(JSON.stringify(schema).match(/[\p{L}_][\p{L}\p{N}_]*/gu))
  return Object.fromEntries(Object.entries(variables).filter(([name]) => words.has(name)))
}
