/** What operators do: look at what is stuck, free it, look for what has gone astray. */
package orderbakery.operate;
