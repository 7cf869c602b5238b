/** Tells websocket clients what was baked. */
package orderbakery.feed;
