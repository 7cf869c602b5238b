/**
 * What operators do: look at what is stuck, free it, look for what has gone astray. A desk is a
 * package below; here is what they share.
 */
package orderbakery.operate;
