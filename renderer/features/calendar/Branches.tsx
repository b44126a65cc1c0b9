import { Select } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation } from '@tanstack/react-query'
import type { CalendarRegion } from '#shared/contract/calendar'
import { BranchId } from '#shared/contract/ids'
import { refusalText } from '../../api/refusalText'
import { newCommandId, server } from '../../api/server'
import { Block } from '../../ui/Block'
import { useWords } from '../../ui/words'
import classes from './Calendar.module.css'
import { calendarsMoved } from './calendarCache'
import { calendarWords } from './words'

type Props = { region: CalendarRegion; regions: readonly CalendarRegion[]; mayEdit: boolean }

/** Who reckons by this calendar. */
export function Branches({ region, regions, mayEdit }: Props) {
  const t = useWords(calendarWords)
  const others = regions.filter(({ code }) => code !== region.code).flatMap(({ branches }) => branches)
  const assigning = useMutation({
    mutationFn: (branchId: BranchId) =>
      server.assignCalendar({ region: region.code, branchId, commandId: newCommandId() }),
    onSuccess: calendarsMoved,
    onError: (error) => notifications.show({ color: 'bad', message: refusalText(error, t.refusals) }),
  })
  return (
    <Block title={t.branches}>
      {region.branches.length === 0 && <p className={classes.hint}>{t.noBranches}</p>}
      <ul className={classes.changes}>
        {region.branches.map(({ id, name }) => (
          <li key={id}>{name}</li>
        ))}
      </ul>
      {region.isCompany && <p className={classes.hint}>{t.company}</p>}
      {mayEdit && others.length > 0 && (
        <Select
          label={t.addBranch}
          description={t.branchHint}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(value) => {
            const branchId = BranchId.safeParse(value).data
            if (branchId && !assigning.isPending) assigning.mutate(branchId)
          }}
        />
      )}
    </Block>
  )
}
