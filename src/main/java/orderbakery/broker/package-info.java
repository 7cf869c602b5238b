/** Rooms and queues, messages published with confirms, and messages consumed in natural batches. */
package orderbakery.broker;
