/** Long work on the log, a piece at a time: rebuilds, reconciliation, the hourly sample. */
package orderbakery.operate.jobs;
