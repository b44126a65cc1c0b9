import { Button, Textarea } from '@mantine/core'
import { useMemo, useRef, useState } from 'react'
import type { FormValues } from '#shared/contract/form'
import type { Trial, TrialMove } from '#shared/contract/trial'
import { readForm } from '#shared/rules/form/formProblems'
import { formatDateTime } from '../../../ui/format'
import { useWords } from '../../../ui/words'
import { FormFields, type FormHandle } from '../../form/FormFields'
import type { Drawing } from '../drawing/drawing'
import { formsIn } from '../enclosed/enclosed'
import { readLines } from './lines'
import classes from './Trial.module.css'
import { trialWords } from './words'

type Props = { drawing: Drawing; trial: Trial; isPending: boolean; onMove: (move: TrialMove) => void }

/** All that can happen next, each by the analyst's hand. */
export function Waiting({ drawing, trial, isPending, onMove }: Props) {
  const t = useWords(trialWords)
  const { tasks, timers, waits } = trial
  const isOver = tasks.length + timers.length + waits.length === 0
  return (
    <>
      <p className={classes.state} role="status">
        {t.states[trial.state]}
      </p>
      {!isOver && <h2>{t.waits}</h2>}
      {isOver && trial.state === 'active' && <p className={classes.honest}>{t.nothing}</p>}
      {tasks.map((task) => (
        <Step
          key={`${task.instance}.${task.taskNo}`}
          task={task}
          schemaText={formsIn(drawing.definitions()).find(({ id }) => id === task.form)?.text ?? null}
          isPending={isPending}
          onDone={(values) => onMove({ kind: 'complete', instance: task.instance, taskNo: task.taskNo, values })}
        />
      ))}
      {timers.map(({ instance, timerNo, elementName, dueAt }) => (
        <div key={`${instance}.${timerNo}`} className={classes.wait}>
          <p className={classes.small}>{t.due({ at: formatDateTime(dueAt) })}</p>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isPending}
            onClick={() => onMove({ kind: 'fire', instance, timerNo })}
          >
            {t.fire({ step: elementName })}
          </Button>
        </div>
      ))}
      {waits.map(({ instance, elementId, kind, name, key }) => (
        <div key={`${instance}.${elementId}.${name}`} className={classes.wait}>
          <p>{name}</p>
          <Button
            size="compact-sm"
            variant="default"
            disabled={isPending}
            onClick={() => onMove(kind === 'signal' ? { kind, instance, name } : { kind, instance, name, key })}
          >
            {kind === 'signal' ? t.signal({ name }) : t.message({ name })}
          </Button>
        </div>
      ))}
    </>
  )
}

type StepProps = {
  task: Trial['tasks'][number]
  schemaText: string | null
  isPending: boolean
  onDone: (values: FormValues) => void
}

/** A step done as its person would: with the form it names, or with values by their names. */
function Step({ task, schemaText, isPending, onDone }: StepProps) {
  const t = useWords(trialWords)
  const handle = useRef<FormHandle>(null)
  const [text, setText] = useState('')
  const [badLine, setBadLine] = useState<string | null>(null)
  const read = useMemo(() => (schemaText === null ? null : readForm(schemaText)), [schemaText])
  const schema = read && 'schema' in read ? read.schema : null
  const submit = () => {
    if (schema) {
      const values = handle.current?.submit()
      if (values) onDone(values)
      return
    }
    const lines = readLines(text)
    setBadLine('badLine' in lines ? lines.badLine : null)
    if ('values' in lines) onDone(lines.values)
  }
  return (
    <section className={classes.wait} aria-label={task.elementName}>
      <p>{task.elementName}</p>
      {schema ? (
        <FormFields schema={schema} initial={task.variables} handle={handle} onSubmit={onDone} />
      ) : (
        <Textarea
          className={classes.wide ?? ''}
          label={t.values}
          description={t.variablesHint}
          autosize
          minRows={1}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          error={badLine === null ? undefined : t.badLine({ line: badLine })}
        />
      )}
      <Button size="compact-sm" disabled={isPending} onClick={submit}>
        {t.complete({ step: task.elementName })}
      </Button>
    </section>
  )
}
