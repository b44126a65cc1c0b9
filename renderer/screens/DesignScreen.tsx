import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core'
import { IconArrowLeft, IconPlus, IconSearch, IconSitemap } from '@tabler/icons-react'
import { useCallback, useEffect, useState } from 'react'
import { useRoute } from 'wouter'
import { Missing } from '#shared/contract/contract'
import { ProcessKey } from '#shared/contract/process'
import { refusalText } from '../api/refusalText'
import { useMe } from '../api/session'
import classes from '../features/process/Design.module.css'
import { DesignRoom } from '../features/process/DesignRoom'
import { type Desk, loadDesk } from '../features/process/desk'
import { forgetLocalCopy } from '../features/process/draft/draftKeeper'
import { NewProcess } from '../features/process/NewProcess'
import { ProcessTable } from '../features/process/ProcessTable'
import { processMoved, useProcess, useProcesses, useProcessFacts } from '../features/process/processCache'
import { Reader } from '../features/process/Reader'
import { processWords } from '../features/process/words'
import { EmptyState } from '../ui/EmptyState'
import { ErrorState } from '../ui/ErrorState'
import { useAction } from '../ui/hotkeys'
import { Skeletons } from '../ui/Skeletons'
import { useWords } from '../ui/words'
import { pathOfProcess, paths, useGo } from './routes'

/** The design room: all processes, or one of them on the drawing board. */
export function DesignScreen() {
  useProcessFacts()
  const [, params] = useRoute<{ key: string }>(paths.process)
  if (!params) return <AllProcesses />
  const key = ProcessKey.safeParse(params.key)
  return key.success ? <OneProcess key={key.data} processKey={key.data} /> : <NoProcess />
}

const useMayDraw = () => useMe().roles.some((role) => role === 'analyst' || role === 'administrator')

function AllProcesses() {
  const t = useWords(processWords)
  const go = useGo()
  const mayDraw = useMayDraw()
  const { data, error, refetch } = useProcesses()
  const [sought, setSought] = useState('')
  const [isMaking, setMaking] = useState(false)
  useAction(t.newProcess, () => setMaking(true), { isEnabled: mayDraw })
  const found = (data?.items ?? []).filter(({ name, key }) =>
    `${name} ${key}`.toLowerCase().includes(sought.toLowerCase()),
  )
  const make = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t.newProcess}
    </Button>
  )
  return (
    <main className={classes.listPage}>
      <header className={classes.listHead}>
        <h1>{t.title}</h1>
        <TextInput
          className={classes.find ?? ''}
          aria-label={t.find}
          placeholder={t.find}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={sought}
          onChange={(event) => setSought(event.currentTarget.value)}
        />
        {mayDraw && make}
      </header>
      {error && <ErrorState title={t.listFailed} hint={refusalText(error)} onRetry={() => void refetch()} />}
      {!data && !error && <Skeletons lines={5} />}
      {data && found.length > 0 && <ProcessTable lines={found} pathOf={pathOfProcess} />}
      {data && found.length === 0 && (
        <EmptyState
          icon={<IconSitemap size={28} stroke={1.5} />}
          title={sought ? t.notFound : t.none}
          hint={sought ? t.notFoundHint : t.noneHint}
        >
          {mayDraw && make}
        </EmptyState>
      )}
      {isMaking && <NewProcess onMade={(key) => go(pathOfProcess({ key }))} onClose={() => setMaking(false)} />}
    </main>
  )
}

function OneProcess({ processKey }: { processKey: ProcessKey }) {
  const t = useWords(processWords)
  const mayDraw = useMayDraw()
  const { data, error, refetch } = useProcess(processKey)
  const { desk, problem, reopen } = useDesk(processKey, mayDraw)
  const failure = problem ?? error
  if (failure instanceof Missing) return <NoProcess />
  if (failure)
    return (
      <main className={classes.listPage}>
        <ErrorState
          title={t.openFailed}
          hint={refusalText(failure, t.refusals)}
          onRetry={() => {
            void refetch()
            reopen()
          }}
        />
      </main>
    )
  if (!data || !desk)
    return (
      <main className={classes.listPage}>
        <Skeletons lines={6} />
      </main>
    )
  if (!mayDraw) return <Reader process={data} desk={desk} back={<Back />} />
  return <DesignRoom process={data} desk={desk} back={<Back />} onReopen={reopen} />
}

/** Asked once and again only when the person wants what the server has: an answer that comes by itself would wipe the board. */
function useDesk(key: ProcessKey, mayDraw: boolean) {
  const [desk, setDesk] = useState<Desk | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const load = useCallback(
    (isCopyWanted: boolean) => {
      setProblem(null)
      loadDesk(key, isCopyWanted).then(setDesk, setProblem)
    },
    [key],
  )
  useEffect(() => load(mayDraw), [load, mayDraw])
  const reopen = useCallback(() => {
    forgetLocalCopy(key)
    processMoved(key)
    load(false)
  }, [key, load])
  return { desk, problem, reopen }
}

function NoProcess() {
  const t = useWords(processWords)
  return (
    <main className={classes.listPage}>
      <header className={classes.listHead}>
        <Back />
        <h1>{t.notFound}</h1>
      </header>
      <EmptyState icon={<IconSitemap size={28} stroke={1.5} />} title={t.notFound} hint={t.notFoundHint} />
    </main>
  )
}

function Back() {
  const t = useWords(processWords)
  const go = useGo()
  return (
    <Tooltip label={t.back}>
      <ActionIcon aria-label={t.back} onClick={() => go(paths.design)}>
        <IconArrowLeft size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
