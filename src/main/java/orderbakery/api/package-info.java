/** Takes requests in and reads orders out: what the routes of orders-api call. */
package orderbakery.api;
