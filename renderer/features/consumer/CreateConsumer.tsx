import { Alert, Button, Select, TextInput } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { type Consumer, ConsumerKind } from '#shared/contract/consumer'
import { BranchId } from '#shared/contract/ids'
import { refusalText } from '../../api/refusalText'
import { sendOrQueue } from '../../api/sendOrQueue'
import { newCommandId, server } from '../../api/server'
import { useMe } from '../../api/session'
import { toE164 } from '../../ui/format'
import { Kbd } from '../../ui/Kbd'
import { submitOnCtrlEnter } from '../../ui/submitOnCtrlEnter'
import { useDraft } from '../../ui/useDraft'
import { useWords } from '../../ui/words'
import classes from './TiePanel.module.css'
import { consumerWords } from './words'

type Form = { kind: string; name: string; phone: string; email: string; address: string; branchId: string }
type Problems = { [K in 'name' | 'phone' | 'email' | 'branch']?: string }
type Props = {
  /** Names the draft: what is typed here survives a reload. */
  draftKey: string
  initial?: {
    name?: string | undefined
    phone?: string | undefined
    email?: string | undefined
    address?: string | undefined
  }
  /** `null`: the server is gone and the card waits on this computer. */
  onCreated: (consumer: Consumer | null) => void
  onCancel: () => void
}

export function CreateConsumer({ draftKey, initial, onCreated, onCancel }: Props) {
  const t = useWords(consumerWords)
  const me = useMe()
  const [form, setForm, forget] = useDraft<Form>(`createConsumer.${draftKey}`, {
    kind: 'person',
    name: initial?.name ?? '',
    phone: initial?.phone ?? '',
    email: initial?.email ?? '',
    address: initial?.address ?? '',
    branchId: me.branchId ?? '',
  })
  const [problems, setProblems] = useState<Problems>({})
  const [commandId] = useState(newCommandId)
  const creating = useMutation({
    mutationFn: () => sendOrQueue('createConsumer', { ...inputOf(form), commandId }),
    retry: false,
    onSuccess: (sent) => {
      forget()
      onCreated(sent.isQueued ? null : sent.answer)
    },
  })
  const field = (name: keyof Form) => ({
    value: form[name],
    onChange: (event: { currentTarget: { value: string } }) => setForm({ ...form, [name]: event.currentTarget.value }),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const found = problemsOf(form, t.errors)
    setProblems(found)
    if (Object.keys(found).length === 0) creating.mutate()
  }
  return (
    <form
      className={classes.form}
      onSubmit={submit}
      onKeyDown={submitOnCtrlEnter}
      noValidate
      aria-label={t.createTitle}
    >
      <Select
        label={t.kind}
        allowDeselect={false}
        data={ConsumerKind.options.map((kind) => ({ value: kind, label: t.kindLabels[kind] }))}
        value={form.kind}
        onChange={(kind) => kind && setForm({ ...form, kind })}
      />
      <TextInput label={t.name} data-autofocus error={problems.name} {...field('name')} />
      <TextInput label={t.phone} type="tel" placeholder={t.phoneHint} error={problems.phone} {...field('phone')} />
      <TextInput label={t.email} type="email" error={problems.email} {...field('email')} />
      <TextInput label={t.address} {...field('address')} />
      {me.branchId === null && (
        <BranchSelect
          value={form.branchId}
          error={problems.branch}
          onChange={(branchId) => setForm({ ...form, branchId })}
        />
      )}
      {creating.error && (
        <Alert color="bad" variant="light" role="alert" icon={<IconAlertTriangle size={18} />}>
          {refusalText(creating.error, t.refusals)}
        </Alert>
      )}
      <div className={classes.buttons}>
        <Button type="submit" loading={creating.isPending} rightSection={<Kbd>Ctrl ⏎</Kbd>}>
          {t.createSubmit}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}

type BranchProps = { value: string; error: string | undefined; onChange: (branchId: string) => void }
function BranchSelect({ value, error, onChange }: BranchProps) {
  const t = useWords(consumerWords)
  const { data } = useQuery({ queryKey: ['offices'], queryFn: () => server.listOffices({}) })
  return (
    <Select
      label={t.branch}
      data={data?.branches.map((branch) => ({ value: branch.id, label: branch.name })) ?? []}
      value={value || null}
      error={error}
      onChange={(branchId) => onChange(branchId ?? '')}
    />
  )
}

function problemsOf(form: Form, errors: { name: string; phone: string; email: string; branch: string }): Problems {
  const problems: Problems = {}
  if (form.name.trim().length < 2) problems.name = errors.name
  if (form.phone.trim() && !toE164(form.phone)) problems.phone = errors.phone
  if (form.email.trim() && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(form.email.trim())) problems.email = errors.email
  if (!form.branchId) problems.branch = errors.branch
  return problems
}

function inputOf({ kind, name, phone, email, address, branchId }: Form) {
  const number = toE164(phone)
  return {
    kind: ConsumerKind.parse(kind),
    name: name.trim(),
    branchId: BranchId.parse(branchId),
    ...(number ? { phone: number } : {}),
    ...(email.trim() ? { email: email.trim() } : {}),
    ...(address.trim() ? { address: address.trim() } : {}),
  }
}
