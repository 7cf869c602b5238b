/** The whole application in one process, from the HTTP request to the websocket frame. */
package orderbakery.flow;
