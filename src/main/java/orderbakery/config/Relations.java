package orderbakery.config;

import java.util.List;
import orderbakery.related.Relation;

/** Which components of this installation follow which. */
record Relations(List<Relation> all) {}
