/** The application in processes of its own: killed, replicated, split by role, cut off. */
package orderbakery.processes;
