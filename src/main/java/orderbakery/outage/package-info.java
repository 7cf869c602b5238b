/** What the log says about a server that fails: little, and in time. */
package orderbakery.outage;
