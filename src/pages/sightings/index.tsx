import { setPublicPath } from '../shared/host_page';
import { mountPage } from '../shared/mount_page';
import { chartStyles } from './chart_styles';
import { narrowStyles } from './narrow_styles';
import { Page } from './Page';
import { pageStyles } from './page_styles';
import { printStyles } from './print_styles';

setPublicPath();
mountPage(<Page />, pageStyles + chartStyles + narrowStyles + printStyles);
