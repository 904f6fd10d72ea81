import { runProcess } from '../../modinput/run_process';
import { canary } from './canary';

void runProcess(canary);
