"""What QGIS reads of the OGC API and of the layer definition, as JSON on the standard output.

Arguments: address of the service; path of the layer definition; "id=expression,west,south,east,north" for each collection.
"""
import json
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (  # noqa: E402
    QgsApplication,
    QgsFeatureRequest,
    QgsLayerDefinition,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

service, definition, *asked = sys.argv[1:]
application = QgsApplication([], False)
application.initQgis()


def ids(layer, request=None):
    features = layer.getFeatures(request) if request else layer.getFeatures()
    return sorted(feature["id"] for feature in features)


read = {}
for one in asked:
    collection, expression, *box = one.split(";")
    source = f"pagingEnabled='true' pageSize='100' restrictToRequestBBOX='1' typename='{collection}' url='{service}'"
    layer = QgsVectorLayer(source, collection, "OAPIF")
    found = {"isValid": layer.isValid(), "ids": ids(layer)}
    found["count"] = layer.featureCount()
    found["filtered"] = ids(layer, QgsFeatureRequest().setFilterExpression(expression))
    if box:
        west, south, east, north = map(float, box)
        request = QgsFeatureRequest(QgsRectangle(west, south, east, north)).setFlags(QgsFeatureRequest.ExactIntersect)
        found["inBox"] = ids(layer, request)
        extent = layer.extent()
        found["extent"] = [extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()]
    read[collection] = found

project = QgsProject.instance()
is_read, message = QgsLayerDefinition.loadLayerDefinition(definition, project, project.layerTreeRoot())
layers = [
    {
        "name": layer.name(),
        "isValid": layer.isValid(),
        "provider": layer.dataProvider().name() if layer.dataProvider() else None,
        "aliases": {field.name(): field.displayName() for field in layer.fields()} if hasattr(layer, "fields") else {},
    }
    for layer in project.mapLayers().values()
]
print(json.dumps({"collections": read, "definition": {"isRead": is_read, "message": message, "layers": layers}}))
sys.stdout.flush()
# The provider's download threads outlive exitQgis in 3.22, and crash there.
os._exit(0)
