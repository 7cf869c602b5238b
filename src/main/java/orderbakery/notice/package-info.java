/** What others are owed to hear, by mail or otherwise: noted once, claimed, sent, marked. */
package orderbakery.notice;
