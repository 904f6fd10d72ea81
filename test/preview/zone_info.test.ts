import { zoneInfo } from '../../src/preview/web/zone_info';
import { zoneFromSerialized } from '../../src/pages/shared/zone';

test.each(['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'])(
  'the pages read %s from the serialised zone as Intl has it',
  (timeZone) => {
    const zone = zoneFromSerialized(zoneInfo(timeZone));
    const local = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
      hour12: false,
    });
    for (let epoch = 1_600_000_000; epoch < 1_800_000_000; epoch += 2_345_678) {
      const parts = local.formatToParts(new Date(epoch * 1000));
      const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
      const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour') % 24, part('minute'));
      const shown = Math.floor(epoch / 60) * 60 + zone.offsetAt(epoch) * 60;
      expect([epoch, shown * 1000]).toEqual([epoch, wall]);
    }
  },
);
