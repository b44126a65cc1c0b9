import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import type { ProcessVersion } from '#shared/contract/process'
import { EmptyState } from '../../../ui/EmptyState'
import { formatDateTime } from '../../../ui/format'
import { useWords } from '../../../ui/words'
import classes from './Versions.module.css'
import { versionWords } from './words'

type Props = {
  versions: readonly ProcessVersion[]
  onCompare: (before: number, after: number | 'draft') => void
  /** Absent for those who only read. */
  onRollBack?: (version: number) => void
}

/** What ran when, and what was said of it; from here versions are compared and brought back. */
export function VersionList({ versions, onCompare, onRollBack }: Props) {
  const t = useWords(versionWords)
  if (versions.length === 0)
    return <EmptyState isCompact icon={<IconHistory size={28} stroke={1.5} />} title={t.none} hint={t.noneHint} />
  return (
    <ol className={classes.versions} aria-label={t.list}>
      {versions.map((one, index) => (
        <li key={one.version}>
          <p className={classes.version}>
            {t.version({ version: one.version })}
            {index === 0 && <span className={classes.running}>{t.running}</span>}
          </p>
          <p className={classes.comment}>{one.comment ?? t.fromRelease}</p>
          <p className={classes.meta}>
            {one.deployedByName === null
              ? formatDateTime(one.deployedAt)
              : t.by({ by: one.deployedByName, at: formatDateTime(one.deployedAt) })}
            {one.rolledBackTo !== null && <span>{t.rolledBack({ version: one.rolledBackTo })}</span>}
          </p>
          <Actions
            version={one.version}
            previous={versions[index + 1]?.version}
            isRunning={index === 0}
            onCompare={onCompare}
            {...(onRollBack ? { onRollBack } : {})}
          />
        </li>
      ))}
    </ol>
  )
}

type ActionProps = Pick<Props, 'onCompare' | 'onRollBack'> & {
  version: number
  previous: number | undefined
  isRunning: boolean
}

function Actions({ version, previous, isRunning, onCompare, onRollBack }: ActionProps) {
  const t = useWords(versionWords)
  const name = (action: string) => `${action}: ${t.version({ version })}`
  return (
    <div className={classes.actions}>
      {previous !== undefined && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={name(t.comparePrevious)}
          onClick={() => onCompare(previous, version)}
        >
          {t.comparePrevious}
        </Button>
      )}
      {onRollBack && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={name(t.compareDraft)}
          onClick={() => onCompare(version, 'draft')}
        >
          {t.compareDraft}
        </Button>
      )}
      {onRollBack && !isRunning && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          aria-label={name(t.rollBack)}
          onClick={() => onRollBack(version)}
        >
          {t.rollBack}
        </Button>
      )}
    </div>
  )
}
