import { runProcess } from '../../modinput/run_process';
import { processLog } from './process_log';

void runProcess(processLog);
