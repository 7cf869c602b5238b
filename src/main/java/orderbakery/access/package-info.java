/** Who may come in: tokens become callers, and callers are let where they may go. */
package orderbakery.access;
