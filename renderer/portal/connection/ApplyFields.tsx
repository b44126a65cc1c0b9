import { useEffect, useState } from 'react'
import type { ConnectionDocument } from '#shared/contract/connection'
import { ConsumerKind } from '#shared/contract/consumer'
import { visitorServer } from '../../api/visitor'
import { connectionWords } from '../../features/connection/words'
import { useWords } from '../../ui/words'
import { Choice, TextField } from '../fields'
import classes from '../Portal.module.css'
import type { ApplyDraft, ApplyField } from './applyDraft'
import { Papers } from './Papers'
import { portalConnectionWords } from './words'

type Props = {
  draft: ApplyDraft
  change: (part: Partial<ApplyDraft>) => void
  problems: readonly ApplyField[]
}
const VOLTAGES = ['0.4', '10', '35', '110'] as const

export function ApplyFields(props: Props) {
  return (
    <>
      <ObjectFields {...props} />
      <WhoFields {...props} />
      <PaperFields {...props} />
    </>
  )
}

function ObjectFields({ draft, change, problems }: Props) {
  const t = useWords(portalConnectionWords)
  return (
    <>
      <TextField
        name="objectAddress"
        label={t.objectAddress}
        hint={t.objectAddressHint}
        error={problems.includes('objectAddress') ? t.objectAddressWrong : undefined}
        value={draft.objectAddress}
        onChange={(objectAddress) => change({ objectAddress })}
      />
      <TextField
        name="powerKw"
        label={t.powerKw}
        hint={t.powerHint}
        error={problems.includes('powerKw') ? t.powerKwWrong : undefined}
        value={draft.powerKw}
        onChange={(powerKw) => change({ powerKw })}
        inputMode="decimal"
      />
      <h3>{t.voltage}</h3>
      <Choice
        name="voltageKv"
        legend={t.voltage}
        value={VOLTAGES.find((value) => value === draft.voltageKv) ?? ''}
        options={VOLTAGES.map((value) => ({ value, label: t.voltages[value] }))}
        onChange={(voltageKv) => change({ voltageKv })}
        error={undefined}
      />
      <TextField
        name="distanceM"
        label={t.distanceM}
        hint={t.distanceHint}
        error={problems.includes('distanceM') ? t.distanceMWrong : undefined}
        value={draft.distanceM}
        onChange={(distanceM) => change({ distanceM })}
        inputMode="numeric"
      />
      <label className={classes.option} data-on={draft.isTemporary || undefined}>
        <input
          type="checkbox"
          checked={draft.isTemporary}
          onChange={(event) => change({ isTemporary: event.currentTarget.checked })}
        />
        <span>{t.temporary}</span>
      </label>
    </>
  )
}

function WhoFields({ draft, change, problems }: Props) {
  const t = useWords(portalConnectionWords)
  const c = useWords(connectionWords)
  return (
    <>
      <h3>{t.kind}</h3>
      <Choice
        name="applicantKind"
        legend={t.kind}
        value={draft.applicantKind}
        options={ConsumerKind.options.map((value) => ({ value, label: c.kinds[value] }))}
        onChange={(applicantKind) => change({ applicantKind, codes: [] })}
        error={undefined}
      />
      <TextField
        name="name"
        label={t.name}
        error={problems.includes('name') ? t.nameWrong : undefined}
        value={draft.name}
        onChange={(name) => change({ name })}
        autoComplete="name"
      />
      <p className={classes.hint}>{t.contactHint}</p>
      <TextField
        name="phone"
        type="tel"
        label={t.phone}
        error={problems.includes('phone') ? t.phoneWrong : undefined}
        value={draft.phone}
        onChange={(phone) => change({ phone })}
        autoComplete="tel"
      />
      <TextField
        name="email"
        type="email"
        label={t.email}
        error={problems.includes('email') ? t.emailWrong : undefined}
        value={draft.email}
        onChange={(email) => change({ email })}
        autoComplete="email"
        isOptional
      />
    </>
  )
}

function PaperFields({ draft, change }: Props) {
  const t = useWords(portalConnectionWords)
  const documents = usePapers(draft.applicantKind)
  return (
    <>
      <h3>{t.papers}</h3>
      <p className={classes.hint}>{t.papersHint}</p>
      <Papers legend={t.papers} documents={documents} chosen={draft.codes} onChange={(codes) => change({ codes })} />
    </>
  )
}

/** The list of this kind of applicant; without a line it stays empty, and documents are added later. */
function usePapers(applicantKind: ConsumerKind): readonly ConnectionDocument[] {
  const [documents, setDocuments] = useState<readonly ConnectionDocument[]>([])
  useEffect(() => {
    let isGone = false
    visitorServer(null)
      .listConnectionDocuments({ applicantKind })
      .then(
        (answer) => isGone || setDocuments(answer.documents),
        () => isGone || setDocuments([]),
      )
    return () => {
      isGone = true
    }
  }, [applicantKind])
  return documents
}
