import { Alert, Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { TriedDecision } from '#shared/contract/process'
import { refusalText } from '../../../api/refusalText'
import { newCommandId, server } from '../../../api/server'
import { useWords } from '../../../ui/words'
import { problemText } from '../problems/problemText'
import classes from './Decisions.module.css'
import { inputsOf, valuesOf } from './inputs'
import { decisionWords } from './words'

type Props = {
  id: string
  dmn: string
  /** Ids of the rules as they stand, to call them by number. */
  rules: readonly string[]
  onHits: (hits: readonly string[]) => void
}

/** What the decision says to the values at hand, as the server reckons it, and by which rules. */
export function TryDecision({ id, dmn, rules, onHits }: Props) {
  const t = useWords(decisionWords)
  const names = inputsOf(dmn)
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const trying = useMutation({
    mutationFn: () => {
      const wanted = Object.fromEntries(names.map((name) => [name, typed[name] ?? '']))
      return server.tryDecision({ dmn, decision: id, inputs: valuesOf(wanted), commandId: newCommandId() })
    },
    onSuccess: (tried) => onHits(tried.outcome === 'refused' ? [] : tried.hits),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    trying.mutate()
  }
  return (
    <form className={classes.try} onSubmit={submit} aria-label={t.tryTitle}>
      <h2>{t.tryTitle}</h2>
      <p className={classes.hint}>{names.length > 0 ? t.tryHint : t.noInputs}</p>
      {names.map((name) => (
        <TextInput
          key={name}
          label={name}
          value={typed[name] ?? ''}
          onChange={(event) => setTyped({ ...typed, [name]: event.currentTarget.value })}
        />
      ))}
      <Button type="submit" variant="default" loading={trying.isPending}>
        {t.try}
      </Button>
      {trying.error && (
        <Alert color="bad" variant="light" role="alert">
          {refusalText(trying.error)}
        </Alert>
      )}
      {trying.data && <Said tried={trying.data} rules={rules} />}
    </form>
  )
}

function Said({ tried, rules }: { tried: TriedDecision; rules: readonly string[] }) {
  const t = useWords(decisionWords)
  if (tried.outcome === 'refused')
    return (
      <Alert color="warn" variant="light" title={t.refused}>
        {tried.problems.map((problem) => (
          <p key={`${problem.code}.${problem.elementId}`}>{problemText(problem)}</p>
        ))}
      </Alert>
    )
  const numbers = tried.hits.map((hit) => rules.indexOf(hit) + 1).filter((number) => number > 0)
  return (
    <div role="status">
      {numbers.length > 0 && <p className={classes.hint}>{t.hits({ numbers: numbers.join(', ') })}</p>}
      {rules.length > 0 && numbers.length === 0 && <p className={classes.hint}>{t.nothing}</p>}
      {tried.outcome === 'failed' ? (
        <p className={classes.hint}>{t.broken({ why: tried.message })}</p>
      ) : (
        <>
          <p className={classes.hint}>{t.answer}</p>
          <pre className={classes.answer}>{JSON.stringify(tried.value, null, 1)}</pre>
        </>
      )}
    </div>
  )
}
